import type { CallRecordsReport } from '@trunkline/contracts';
import type { RecordsFacts } from '@trunkline/persistence';

/** An agent that was not heard of for this long does not tell how far it is behind. */
const HEARD_MS = 10_000;

const count = (n: number, one: string, many: string): string => `${n} ${n === 1 ? one : many}`;

/** What is wrong, each as half a sentence. */
function troubles({ calls, spool }: RecordsFacts): string[] {
  return [
    calls.withoutRecord > 0 && `${count(calls.withoutRecord, 'call', 'calls')} ended without a record`,
    calls.withoutEnd > 0 && `${count(calls.withoutEnd, 'record has', 'records have')} no end in the stream`,
    spool.gapCount > 0 && `${count(spool.gapCount, 'gap', 'gaps')} in the spool`,
  ].filter((text) => text !== false);
}

/** Up to when everything that was written is stored: until the last heartbeat when it said that nothing waits. */
function completeUpTo({ spool }: RecordsFacts, now: Date): string | null {
  const fresh = spool.reportedAt !== null && now.getTime() - Date.parse(spool.reportedAt) < HEARD_MS;
  return fresh && spool.lagBytes === 0 ? spool.reportedAt : spool.lastStoredAt;
}

/** The report: the facts, and in one sentence what they mean. */
export function judge(facts: RecordsFacts, now: Date): CallRecordsReport {
  const upTo = completeUpTo(facts, now);
  const wrong = troubles(facts);
  const known = upTo !== null;
  const summary = !known
    ? 'Nothing has been stored yet.'
    : wrong.length === 0
      ? `Records are complete up to ${upTo}: nothing is missing.`
      : `Stored up to ${upTo}, but ${wrong.join(', ')}.`;
  return { ...facts, complete: known && wrong.length === 0, completeUpTo: upTo, summary };
}
