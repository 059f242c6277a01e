import type { CallRecord } from '@trunkline/contracts';
import { type DataSource, QueryFailedError } from 'typeorm';
import { plain, prefix } from '../data-source/like.js';
import { bareNumber } from './bare-number.js';

/** What is told of a call record that was found. */
export interface FoundCallRecord
  extends Pick<CallRecord, 'id' | 'from' | 'fromName' | 'to' | 'direction' | 'disposition'> {
  startedAt: Date;
}

const QUERY_CANCELED = '57014';
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** The beginning of fewer digits is the beginning of very many numbers. */
const FEWEST_DIGITS = 3;

const columns = `id, from_number AS "from", from_name AS "fromName", to_number AS "to", direction, disposition, started_at AS "startedAt"`;
const newest = 'ORDER BY started_at DESC, id DESC LIMIT $4';

/** By their whole ids and by numbers, each by indices of its own: in one condition Postgres would read every record. */
const found = `
SELECT ${columns} FROM call_records WHERE id IN (
  (SELECT id FROM call_records
    WHERE superseded_by IS NULL
      AND id = ANY (ARRAY(SELECT $2::uuid
                UNION ALL SELECT id FROM call_records WHERE linkedid = $1
                UNION ALL SELECT id FROM call_records WHERE sip_call_ids @> ARRAY[$1]::text[])) ${newest})
  UNION
  (SELECT id FROM call_record_keys
    WHERE from_number LIKE $3 OR from_e164 LIKE $3 OR to_number LIKE $3 OR to_e164 LIKE $3 ${newest}))
${newest}`;

/**
 * The newest call records with this id (their own, linkedid or SIP Call-ID), or with a number that begins so. Null when
 * looking for them took longer than `patienceMs`: Postgres was stopped then.
 */
export async function findCallRecords(
  ds: DataSource,
  wanted: string,
  limit: number,
  patienceMs: number,
): Promise<FoundCallRecord[] | null> {
  const text = plain(wanted).trim();
  if (text === '') return [];
  const number = bareNumber(text);
  const begins = number !== null && number.replace('+', '').length >= FEWEST_DIGITS ? prefix(number) : null;
  const id = UUID.test(text) ? text : null;
  try {
    return await ds.transaction(async (manager) => {
      await manager.query(`SELECT set_config('statement_timeout', $1, true)`, [String(patienceMs)]);
      return manager.query(found, [text, id, begins, limit]);
    });
  } catch (error) {
    if (error instanceof QueryFailedError && error.driverError.code === QUERY_CANCELED) return null;
    throw error;
  }
}
