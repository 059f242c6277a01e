import { Injectable } from '@nestjs/common';
import type {
  Announcement,
  AnnouncementCreate,
  AnnouncementPatch,
  AnnouncementQuery,
  Page,
  Principal,
} from '@trunkline/contracts';
import { AnnouncementEntity, AudioFiles, newRef, refusedOf, sortedPage } from '@trunkline/persistence';
import { type Changed, type Deleted } from '../config-changes/changed.js';
import { ConfigChanges } from '../config-changes/config-changes.js';
import { findStored, refuseDuplicate, storedFields } from '../config-changes/resource.js';
import { refuseGone } from '../config-changes/restore.js';
import { Database } from '../database/database.js';
import { linksOf, mergedDestination } from '../destinations/destinations.js';
import { announcements, assertAnnouncement } from './announcement-rules.js';

const sortable = { columns: { name: 'text', revision: 'int' } } as const;

@Injectable()
export class AnnouncementsService {
  constructor(
    private readonly database: Database,
    private readonly changes: ConfigChanges,
  ) {}

  async list(query: AnnouncementQuery): Promise<Page<Announcement>> {
    const { items, nextCursor } = await sortedPage(this.database.source, AnnouncementEntity, query, sortable);
    return { items: await this.views(items), nextCursor };
  }

  async read(id: string): Promise<Announcement> {
    return this.view(await findStored(this.database.source.manager, announcements, id));
  }

  async create(fields: AnnouncementCreate, caller: Principal): Promise<Changed<Announcement>> {
    const changed = await this.changes.create(announcements, caller, async (manager) => {
      await assertAnnouncement(manager, fields);
      return { ...fields, ref: newRef('a') };
    });
    return { ...changed, body: await this.view(changed.body) };
  }

  async patch(id: string, { next, ...fields }: AnnouncementPatch, caller: Principal): Promise<Changed<Announcement>> {
    const changed = await this.changes.update(announcements, id, caller, async (row, manager) => {
      Object.assign(row, fields);
      if (next !== undefined) row.next = mergedDestination(row.next, next, '/next');
      await assertAnnouncement(manager, row);
    });
    return { ...changed, body: await this.view(changed.body) };
  }

  remove(id: string, caller: Principal): Promise<Changed<Deleted>> {
    return this.changes.remove(announcements, id, caller);
  }

  async restore(id: string, caller: Principal): Promise<Changed<Announcement>> {
    const changed = await this.changes.restore(announcements, id, caller, async (row, manager) => {
      await refuseDuplicate(manager, announcements, 'name', row);
      // It is in no loop: nothing leads to what was deleted. Its audio is there as long as a revision names it.
      await refuseGone(manager, linksOf('/next', row.next));
    });
    return { ...changed, body: await this.view(changed.body) };
  }

  private async view(row: AnnouncementEntity): Promise<Announcement> {
    const [view] = await this.views([row]);
    if (!view) throw new Error(`the audio of announcement ${row.id} is gone`);
    return view;
  }

  private async views(rows: readonly AnnouncementEntity[]): Promise<Announcement[]> {
    const { source } = this.database;
    const drifts = await refusedOf(source, rows);
    const files = new Map(
      (await AudioFiles.read(source, [...new Set(rows.map(({ audioId }) => audioId))])).map((file) => [file.id, file]),
    );
    return rows.flatMap((row) => {
      const { ref, name, audioId, next, enabled } = row;
      const audio = files.get(audioId);
      const drift = drifts.get(row.id) ?? null;
      return audio ? [{ ...storedFields(row), drift, ref, name, audioId, audio, next, enabled }] : [];
    });
  }
}
