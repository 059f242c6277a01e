/**
 * Asterisk is killed with calls open. Each of them ends once in the stream and has one record, both saying `pbx_crash`, with
 * the seconds that were spoken until then; the report counts them and finds nothing missing.
 */
import type { CallRecordsReport, LiveEvent } from '@trunkline/contracts';
import { waitFor } from '@trunkline/local-runtime';
import { anOffice, type LabStack, labStack, type Office, recordsOf } from '@trunkline/testing';
import { afterAll, beforeAll, expect, it } from 'vitest';

const CALLS = 3;
let lab: LabStack;
let office: Office;

beforeAll(async () => {
  lab = await labStack({ slot: 190 });
  office = await anOffice(lab);
});

afterAll(async () => {
  await lab?.stop();
});

const ended = (events: readonly { event: LiveEvent }[]) =>
  events.flatMap(({ event }) => (event.type === 'call.ended' ? [event.data] : []));

it('given calls that are up, when Asterisk is killed, then each ends once as pbx_crash, in the stream and in its record', async () => {
  const rung = await office.adasPhone.answer({ by: 'caller' }, { stopAfterOne: false });
  const live = await lab.live();
  const placed = await Promise.all(
    Array.from({ length: CALLS }, () => lab.carrier.callIn({ number: office.number.number })),
  );
  // The carrier learns of their end from nobody.
  for (const call of placed) call.ended.catch(() => undefined);
  const up = () => live.events.filter(({ event }) => event.type === 'call.updated' && event.data.state === 'up');
  await waitFor('the calls to be up', () => up().length >= CALLS, { timeoutMs: 20_000, everyMs: 100 });
  await lab.parts.asterisk.kill('SIGKILL');
  await waitFor('Asterisk to be gone', () => lab.parts.asterisk.pid === null, { timeoutMs: 5_000, everyMs: 20 });
  await lab.parts.asterisk.start();
  await lab.ready();
  await waitFor('the ends', () => ended(live.events).length >= CALLS, { timeoutMs: 20_000, everyMs: 100 });
  const records = await recordsOf(lab, CALLS, () => true, 20_000);

  expect(records).toHaveLength(CALLS);
  for (const record of records)
    expect(record).toMatchObject({
      disposition: 'answered',
      endReason: 'pbx_crash',
      hangupCauseText: 'Asterisk ended unexpectedly during the call',
    });
  const ids = ended(live.events).map(({ id, endReason }) => [id, endReason]);
  expect(ids.sort()).toEqual(records.map(({ id }) => [id, 'pbx_crash']).sort());
  const report: CallRecordsReport = await lab.api.get('/call-records/report');
  expect(report.calls).toMatchObject({ seen: CALLS, ended: CALLS, closed: CALLS, crashed: CALLS, open: 0 });
  expect(report).toMatchObject({ complete: true, spool: { gapCount: 0 } });
  live.close();
  await rung.kill();
});
