import type { CallRecord } from '@trunkline/contracts';
import type { DirectoryMemory } from '@trunkline/domain';
import type { EntityManager, EntityMetadata } from 'typeorm';
import { type Prepared, runPrepared } from '../data-source/prepared.js';
import { CallRecordEntity } from '../entities/call-record.entity.js';
import { storableJsonText } from '../entities/storable.js';

/** A record, and what its names were looked up as; nothing unless named. */
export interface RecordToWrite {
  record: CallRecord;
  lookedUp?: DirectoryMemory;
}

/** What the database alone knows, and what it keeps of a record that is there: neither is made of the lines of a call. */
const never: readonly string[] = ['supersededBy', 'storedAt'] satisfies (keyof CallRecordEntity)[];
const once: readonly string[] = ['id', 'sipCallIds'] satisfies (keyof CallRecordEntity)[];

/** Writes records, new or rebuilt, in one prepared statement: under load it is several times a second. */
export async function upsertCallRecords(manager: EntityManager, records: readonly RecordToWrite[]): Promise<void> {
  if (records.length === 0) return;
  const columns = writtenColumns(manager.connection.getMetadata(CallRecordEntity));
  const rows = records.map(({ record, lookedUp = {} }) => {
    const values: Partial<Record<string, unknown>> = { ...record, lookedUp };
    return Object.fromEntries(columns.map(({ property, name }) => [name, values[property] ?? null]));
  });
  await runPrepared(manager, upsertOf(columns), [storableJsonText(rows)]);
}

interface WrittenColumn {
  property: string;
  name: string;
  type: string;
}

function writtenColumns({ columns }: EntityMetadata): WrittenColumn[] {
  return columns
    .filter(({ propertyName }) => !never.includes(propertyName))
    .map(({ propertyName, databaseName, type, isArray }) => ({
      property: propertyName,
      name: databaseName,
      type: `${String(type)}${isArray ? '[]' : ''}`,
    }));
}

function upsertOf(columns: readonly WrittenColumn[]): Prepared {
  const names = columns.map(({ name }) => name).join(', ');
  const types = columns.map(({ name, type }) => `${name} ${type}`).join(', ');
  const changes = columns
    .filter(({ property }) => !once.includes(property))
    .map(({ name }) => `${name} = excluded.${name}`);
  return {
    name: 'call-records-upsert',
    text: `INSERT INTO call_records (${names}) SELECT ${names} FROM jsonb_to_recordset($1::jsonb) AS record (${types})
           ON CONFLICT (id) DO UPDATE SET ${changes.join(', ')}`,
  };
}
