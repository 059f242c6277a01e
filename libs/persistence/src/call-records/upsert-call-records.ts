import type { CallRecord } from '@trunkline/contracts';
import type { DirectoryMemory } from '@trunkline/domain';
import type { EntityManager } from 'typeorm';
import { CallRecordEntity } from '../entities/call-record.entity.js';

/** A record, and what its names were looked up as; nothing unless named. */
export interface RecordToWrite {
  record: CallRecord;
  lookedUp?: DirectoryMemory;
}

/** Writes records, new or rebuilt. Their SIP Call-IDs, which are not made of the lines, stay as they are there. */
export async function upsertCallRecords(manager: EntityManager, records: readonly RecordToWrite[]): Promise<void> {
  if (records.length === 0) return;
  await manager.upsert(
    CallRecordEntity,
    records.map(({ record, lookedUp = {} }) => {
      const { startedAt, answeredAt, endedAt, sipCodeText: _text, sipCallIds: _ids, ...rest } = record;
      return {
        ...rest,
        startedAt: new Date(startedAt),
        answeredAt: answeredAt === null ? null : new Date(answeredAt),
        endedAt: new Date(endedAt),
        lookedUp,
      };
    }),
    ['id'],
  );
}
