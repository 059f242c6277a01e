import { appendEvents, SpoolGaps, upsertCallRecords } from '@trunkline/persistence';
import { testDatabase } from '@trunkline/testing';
import { beforeAll, describe, expect, it } from 'vitest';
import { aCall, aCallEvent, aCallRecord } from '../spec/builders.js';
import { startedApi } from '../spec/started-api.js';

const database = testDatabase();
const api = startedApi(database);
const ago = (seconds: number) => new Date(Date.now() - seconds * 1000).toISOString();

describe('the report on call records', () => {
  beforeAll(async () => {
    const whole = aCall({ startedAt: ago(300) });
    const lost = aCall({ startedAt: ago(300) });
    const span = { startedAt: ago(290), endedAt: ago(280), answeredAt: null };
    await database.ds.transaction(async (manager) => {
      await upsertCallRecords(manager, [
        { record: aCallRecord({ ...span, id: whole.id }) },
        { record: aCallRecord({ ...span, endReason: 'pbx_crash' }) },
      ]);
      await manager.query(`UPDATE call_records SET stored_at = now() - interval '2 minutes'`);
      await SpoolGaps.add(manager, { node: 'node-1', kind: 'truncated', detail: 'cut' }, new Date());
      const at = ago(300);
      await appendEvents(manager, [
        { ...aCallEvent('call.started', whole), at },
        { ...aCallEvent('call.started', lost), at },
        { ...aCallEvent('call.ended', { ...whole, late: true }), at: ago(200) },
        { ...aCallEvent('call.ended', lost), at: ago(200) },
      ]);
    });
  });
  const read = async (query = '') =>
    (
      await api()
        .as(await api().key(['records:read']))
        .get(`/call-records/report${query}`)
        .expect(200)
    ).body;

  it('counts what came in against what was kept', async () => {
    const report = await read();
    expect(report.calls).toEqual({
      seen: 2,
      ended: 2,
      late: 1,
      closed: 2,
      crashed: 1,
      unknownEnd: 0,
      superseded: 0,
      open: 0,
      withoutRecord: 1,
      withoutEnd: 1,
    });
    expect(report.spool).toMatchObject({ gapCount: 1, gaps: [{ kind: 'truncated', detail: 'cut' }] });
    expect(report.complete).toBe(false);
  });

  it('counts nothing outside of its span, and refuses an empty one', async () => {
    const report = await read('?from=2020-01-01T00:00:00Z&to=2020-01-02T00:00:00Z');
    expect([...new Set(Object.values(report.calls))]).toEqual([0]);
    expect(report.spool.gapCount).toBe(0);
    const client = api().as(await api().key(['records:read']));
    await client.get('/call-records/report?from=2026-01-02T00:00:00Z&to=2026-01-01T00:00:00Z').expect(422);
  });
});
