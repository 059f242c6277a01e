import { type CallRecord, dispositionSchema } from '@trunkline/contracts';
import { testDatabase } from '@trunkline/testing';
import { beforeEach, describe, expect, it } from 'vitest';
import { RecordRetention } from '../call-records/retention.js';
import { upsertCallRecords } from '../call-records/upsert-call-records.js';
import { newId } from '../ids/new-id.js';

const database = testDatabase();
const dispositions = dispositionSchema.options;

/** Call number `n`: one every 7 minutes, two nodes in turn, each way to end. */
function call(n: number, change: Partial<CallRecord> = {}): CallRecord {
  const at = (seconds: number) => new Date(Date.UTC(2026, 0, 1, 0, 7 * n, seconds)).toISOString();
  const disposition = dispositions[n % dispositions.length] ?? 'failed';
  return {
    ...{ id: newId(), node: `node-${n % 2}`, linkedid: `pbx-${n}.1`, direction: 'inbound', from: null, fromE164: null },
    ...{ fromName: null, to: null, toE164: null, trunkId: null, trunkName: null, routeId: null, extensionIds: [] },
    ...{ startedAt: at(0), answeredAt: disposition === 'answered' ? at(n % 10) : null, endedAt: at(30) },
    ...{ durationSeconds: 30, billedSeconds: 20, disposition, endReason: 'hangup', hangupCause: 16 },
    ...{ hangupCauseText: null, sipCode: null, sipCodeText: null, attempts: [], legs: [], sipCallIds: [] },
    ...{ voicemailExtensionId: null, supersededBy: null, ...change },
  };
}

const counts = async () => [
  await database.ds.query(
    `SELECT slot, node, total, answered, failed, answer_ms::int FROM call_counts WHERE total <> 0 ORDER BY slot, node`,
  ),
  await database.ds.query(
    `SELECT date_bin('15 minutes', started_at, timestamptz 'epoch') AS slot, node, count(*)::int AS total,
            (count(*) FILTER (WHERE disposition = 'answered'))::int AS answered,
            (count(*) FILTER (WHERE disposition IN ('failed', 'rejected')))::int AS failed,
            coalesce(sum(extract(epoch FROM answered_at - started_at) * 1000), 0)::int AS answer_ms
       FROM call_records WHERE superseded_by IS NULL GROUP BY 1, 2 ORDER BY 1, 2`,
  ),
];
const write = (...records: CallRecord[]) =>
  database.ds.transaction((manager) =>
    upsertCallRecords(
      manager,
      records.map((record) => ({ record })),
    ),
  );

describe('the counts of calls', () => {
  const records = Array.from({ length: 60 }, (_, n) => call(n));
  beforeEach(async () => {
    await database.empty();
    await write(...records);
  });

  /** Asserts that the counts are what counting the records gives, and that they changed. */
  async function follow(change: () => Promise<unknown>): Promise<void> {
    const [before] = await counts();
    await change();
    const [kept, counted] = await counts();
    expect(kept).toEqual(counted);
    expect(kept).not.toEqual(before);
  }

  it('are those of the records', async () => {
    const [kept, counted] = await counts();
    expect(kept).toEqual(counted);
    expect(kept.length).toBeGreaterThan(30);
  });

  it('follow records that are rebuilt, together with new ones: as answered, at another time, by another node', () =>
    follow(() =>
      write(
        ...records
          .slice(0, 5)
          .map((each) => ({ ...each, disposition: 'answered' as const, answeredAt: each.startedAt })),
        ...records.slice(5, 9).map((each) => ({ ...each, startedAt: '2026-01-03T00:00:00.000Z' })),
        ...records.slice(9, 12).map((each) => ({ ...each, node: 'node-2' })),
        call(100),
      ),
    ));

  it('follow records that are superseded, and those that are not any more', async () => {
    const supersede = (by: string | null) =>
      database.ds.query(`UPDATE call_records SET superseded_by = $1 WHERE linkedid LIKE 'pbx-1%'`, [by]);
    await follow(() => supersede(newId()));
    await follow(() => supersede(null));
  });

  it('follow records that are deleted', () =>
    follow(() => RecordRetention.deleteRecords(database.ds, new Date('2026-01-01T03:00:00Z'))));

  it('stay when nothing of a record changes that they count', async () => {
    const [before] = await counts();
    await database.ds.query(`UPDATE call_records SET sip_call_ids = ARRAY['a@b']`);
    await write(...records);
    expect((await counts())[0]).toEqual(before);
  });

  it('stay when the change is rolled back', async () => {
    const [before] = await counts();
    const failing = database.ds.transaction(async (manager) => {
      await upsertCallRecords(manager, [{ record: call(101) }]);
      throw new Error('on purpose');
    });
    await expect(failing).rejects.toThrow('on purpose');
    expect((await counts())[0]).toEqual(before);
  });
});
