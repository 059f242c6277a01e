import type { CallRecord, Page } from '@trunkline/contracts';
import { waitFor } from '@trunkline/local-runtime';
import type { DataSource } from '@trunkline/persistence';
import type { LabStack } from './lab-stack.js';

/** Waits for the record of one call. */
export function recordOf(lab: LabStack, callId: string, timeoutMs = 15_000): Promise<CallRecord> {
  return waitFor(
    `the record of call ${callId}`,
    async () => {
      const answer = await lab.api.send('GET', `/call-records/${callId}`);
      return answer.ok ? ((await answer.json()) as CallRecord) : undefined;
    },
    { timeoutMs, everyMs: 100 },
  );
}

/** How many calls the live stream shows now. */
export async function liveCalls(database: DataSource): Promise<number> {
  return (await database.query<unknown[]>('SELECT id FROM live_calls')).length;
}

/** How many calls have lines that no record reflects yet. */
export async function callsToRecord(database: DataSource): Promise<number> {
  return (await database.query<unknown[]>('SELECT linkedid FROM cel_open_calls')).length;
}

/** Every call record there is, newest first, over all pages. `query`: further parameters such as `search=1001`. */
export async function allRecords(lab: LabStack, query = ''): Promise<CallRecord[]> {
  const records: CallRecord[] = [];
  let cursor: string | null = '';
  while (cursor !== null) {
    const from: string = cursor === '' ? '' : `&cursor=${encodeURIComponent(cursor)}`;
    const page: Page<CallRecord> = await lab.api.get(`/call-records?limit=200${from}${query && `&${query}`}`);
    records.push(...page.items);
    cursor = page.nextCursor;
  }
  return records;
}

/** Waits until there are at least `count` records that fit, and gives them: more than asked for shows doubles. */
export function recordsOf(
  lab: LabStack,
  count: number,
  fits: (record: CallRecord) => boolean,
  timeoutMs = 30_000,
): Promise<CallRecord[]> {
  return waitFor(
    `${count} call records`,
    async () => {
      const found = (await allRecords(lab)).filter(fits);
      if (found.length < count) throw new Error(`${found.length} so far`);
      return found;
    },
    { timeoutMs, everyMs: 500 },
  );
}
