import type { CallRecord } from '@trunkline/contracts';
import type { DirectoryMemory } from '@trunkline/domain';
import type { EntityManager } from 'typeorm';
import { CallRecordEntity } from '../entities/call-record.entity.js';
import { CelOpenCallEntity } from '../entities/cel-open-call.entity.js';
import { storableText } from '../entities/storable.js';

/** Writes the record of a call, new or rebuilt, and closes the call in the CEL store. */
export async function upsertCallRecord(
  manager: EntityManager,
  record: CallRecord,
  lookedUp: DirectoryMemory = {},
): Promise<void> {
  const { startedAt, answeredAt, endedAt, sipCodeText: _text, sipCallIds, ...rest } = record;
  await manager.upsert(
    CallRecordEntity,
    {
      ...rest,
      startedAt: new Date(startedAt),
      answeredAt: answeredAt === null ? null : new Date(answeredAt),
      endedAt: new Date(endedAt),
      // They are not made of the lines: what is there stays.
      ...(sipCallIds.length === 0 ? {} : { sipCallIds: sipCallIds.map(storableText) }),
      lookedUp,
    },
    ['id'],
  );
  await manager.delete(CelOpenCallEntity, { node: record.node, linkedid: storableText(record.linkedid) });
}
