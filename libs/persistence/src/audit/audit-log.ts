import type { AuditEntry, AuditQuery, Page } from '@trunkline/contracts';
import type { DataSource, EntityManager, SelectQueryBuilder } from 'typeorm';
import { part, plain } from '../data-source/like.js';
import { AuditEntryEntity } from '../entities/audit-entry.entity.js';
import { decodeCursor, encodeCursor } from '../paging/cursor.js';
import { auditHash, genesisHash } from './audit-hash.js';

const batch = 500;

/** What a check of the whole chain found. `head` is the hash of the last entry: written down elsewhere, it proves later that nothing was cut off. */
export type AuditVerdict = { whole: true; entries: number; head: string } | { whole: false; number: number };

/** The audit log as it is read. */
export const AuditLog = {
  /** Newest first. */
  async page(ds: DataSource, query: AuditQuery): Promise<Page<AuditEntry>> {
    const select = filtered(ds.manager, query);
    if (query.cursor !== undefined) {
      const [number] = decodeCursor(query.cursor, ['int']);
      select.andWhere('entry.number < :number', { number });
    }
    const rows = await select
      .orderBy('entry.number', 'DESC')
      .limit(query.limit + 1)
      .getMany();
    const items = rows.slice(0, query.limit);
    const last = items.at(-1);
    return {
      items: items.map(view),
      nextCursor: rows.length > query.limit && last ? encodeCursor([last.number]) : null,
    };
  },

  /** The entry of this number, or null. */
  async find(ds: DataSource, number: number): Promise<AuditEntry | null> {
    const row = await ds.manager.findOneBy(AuditEntryEntity, { number });
    return row === null ? null : view(row);
  },

  /** Reads the whole log and computes every hash again; names the first entry that was changed, added or taken out. */
  async verify(ds: DataSource): Promise<AuditVerdict> {
    return ds.transaction('REPEATABLE READ', async (manager) => {
      let number = 0;
      let head = genesisHash;
      while (true) {
        const rows = await entriesAfter(manager, number);
        for (const { hash, ...line } of rows) {
          if (line.number !== number + 1 || hash !== auditHash(head, line)) return { whole: false, number: number + 1 };
          number = line.number;
          head = hash;
        }
        if (rows.length < batch) return { whole: true, entries: number, head };
      }
    });
  },
};

function entriesAfter(manager: EntityManager, number: number): Promise<AuditEntryEntity[]> {
  return manager
    .createQueryBuilder(AuditEntryEntity, 'entry')
    .where('entry.number > :number', { number })
    .orderBy('entry.number')
    .limit(batch)
    .getMany();
}

function filtered(manager: EntityManager, query: AuditQuery): SelectQueryBuilder<AuditEntryEntity> {
  const select = manager.createQueryBuilder(AuditEntryEntity, 'entry');
  const equal = {
    actorId: query.actorId,
    actorKind: query.actorKind,
    action: query.action,
    resourceKind: query.kind,
    resourceId: query.resourceId,
    requestId: query.requestId,
  };
  for (const [property, value] of Object.entries(equal))
    if (value !== undefined) select.andWhere(`entry.${property} = :${property}`, { [property]: plain(value) });
  if (query.from !== undefined) select.andWhere('entry.at >= :from', { from: query.from });
  if (query.to !== undefined) select.andWhere('entry.at < :to', { to: query.to });
  const wanted = plain(query.search ?? '').trim();
  if (wanted) {
    const like = part(wanted);
    const places = ['actorName ILIKE :like', 'resourceName ILIKE :like', 'resourceId = :wanted', 'requestId = :wanted'];
    select.andWhere(`(${places.map((place) => `entry.${place}`).join(' OR ')})`, { like, wanted });
  }
  return select;
}

function view(row: AuditEntryEntity): AuditEntry {
  const { number, at, action, before, after, requestId, hash } = row;
  return {
    number,
    at: at.toISOString(),
    actor: { kind: row.actorKind, id: row.actorId, name: row.actorName },
    action,
    resource: { kind: row.resourceKind, id: row.resourceId, name: row.resourceName },
    ...{ before, after, requestId, hash },
  };
}
