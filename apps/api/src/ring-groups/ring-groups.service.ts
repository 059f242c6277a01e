import { Injectable } from '@nestjs/common';
import type {
  Drift,
  Page,
  Principal,
  RingGroup,
  RingGroupCreate,
  RingGroupPatch,
  RingGroupQuery,
} from '@trunkline/contracts';
import { newRef, RingGroupEntity, refusedOf, sortedPage } from '@trunkline/persistence';
import { type Changed, type Deleted, shown } from '../config-changes/changed.js';
import { ConfigChanges } from '../config-changes/config-changes.js';
import { findStored, storedFields } from '../config-changes/resource.js';
import { refuseGone } from '../config-changes/restore.js';
import { Database } from '../database/database.js';
import { linksOf, mergedDestination } from '../destinations/destinations.js';
import { assertOwn, assertRingGroup, ringGroups } from './ring-group-rules.js';

const sortable = { columns: { name: 'text', revision: 'int' } } as const;

@Injectable()
export class RingGroupsService {
  constructor(
    private readonly database: Database,
    private readonly changes: ConfigChanges,
  ) {}

  async list(query: RingGroupQuery): Promise<Page<RingGroup>> {
    const { items, nextCursor } = await sortedPage(this.database.source, RingGroupEntity, query, sortable);
    const drifts = await refusedOf(this.database.source, items);
    return { items: items.map((row) => view(row, drifts.get(row.id))), nextCursor };
  }

  async read(id: string): Promise<RingGroup> {
    return this.view(await findStored(this.database.source.manager, ringGroups, id));
  }

  async create(fields: RingGroupCreate, caller: Principal): Promise<Changed<RingGroup>> {
    const changed = await this.changes.create(ringGroups, caller, async (manager) => {
      await assertRingGroup(manager, fields);
      return { ...fields, ref: newRef('g') };
    });
    return shown(changed, (row) => view(row));
  }

  async patch(id: string, { noAnswer, ...fields }: RingGroupPatch, caller: Principal): Promise<Changed<RingGroup>> {
    const changed = await this.changes.update(ringGroups, id, caller, async (group, manager) => {
      Object.assign(group, fields);
      if (noAnswer !== undefined) group.noAnswer = mergedDestination(group.noAnswer, noAnswer, '/noAnswer');
      await assertRingGroup(manager, group);
    });
    return { ...changed, body: await this.view(changed.body) };
  }

  remove(id: string, caller: Principal): Promise<Changed<Deleted>> {
    return this.changes.remove(ringGroups, id, caller);
  }

  async restore(id: string, caller: Principal): Promise<Changed<RingGroup>> {
    const changed = await this.changes.restore(ringGroups, id, caller, async (group, manager) => {
      await assertOwn(manager, group);
      const members = group.members.map(
        (member, index) => ({ pointer: `/members/${index}`, kind: 'extension', id: member }) as const,
      );
      // It is in no loop: nothing leads to what was deleted.
      await refuseGone(manager, [...members, ...linksOf('/noAnswer', group.noAnswer)]);
    });
    return shown(changed, (row) => view(row));
  }

  private async view(row: RingGroupEntity): Promise<RingGroup> {
    return view(row, (await refusedOf(this.database.source, [row])).get(row.id));
  }
}

function view(row: RingGroupEntity, drift?: Drift): RingGroup {
  const { ref, name, number, strategy, members, ringSeconds, noAnswer, enabled } = row;
  return {
    ...storedFields(row),
    drift: drift ?? null,
    ...{ ref, name, number, strategy, members, ringSeconds, noAnswer, enabled },
  };
}
