/**
 * Asterisk is killed while 50 calls go on. Whoever watches the calls is told within 3 s, the first new call is answered
 * within 5 s of its start by a phone that did not register again, and each of the 50 calls ends once, in the stream and in
 * its record, as `pbx_crash`, with the seconds that were spoken until then. The report counts them and misses nothing.
 * The control keeps from the agent that Asterisk was started anew: then nothing says that a call has crashed.
 */
import { setTimeout as delay } from 'node:timers/promises';
import type { Call, CallRecordsReport } from '@trunkline/contracts';
import { waitFor } from '@trunkline/local-runtime';
import {
  anOffice,
  InboundLoad,
  type LabStack,
  type LiveClient,
  LOAD_CALLER,
  type LoadRun,
  labStack,
  type Office,
  recordsOf,
} from '@trunkline/testing';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';

const CALLS = 50;
let lab: LabStack;
let office: Office;
let load: InboundLoad;
let live: LiveClient;

beforeAll(async () => {
  lab = await labStack({ slot: 201, faults: true });
  office = await anOffice(lab);
  load = await InboundLoad.prepare(lab, office);
});
beforeEach(async () => {
  live = await lab.live();
});
afterAll(async () => {
  live?.close();
  await lab?.stop();
});

const told = (type: 'call.updated' | 'call.ended') =>
  live.events.flatMap(({ event }) =>
    event.type === type && event.data.from.number === LOAD_CALLER ? [event.data] : [],
  );
const idsOf = (calls: readonly Pick<Call, 'id'>[]) => [...new Set(calls.map(({ id }) => id))].sort();

/** Calls that all speak and would go on for minutes. */
async function openCalls(count: number): Promise<{ run: LoadRun; ids: string[] }> {
  const run = await load.start({ callsPerSecond: count / 2, seconds: 2, lengthMs: 120_000 });
  const up = () => idsOf(told('call.updated').filter(({ state }) => state === 'up'));
  await waitFor('the calls to be up', () => up().length === count, { timeoutMs: 30_000, everyMs: 50 });
  return { run, ids: up() };
}

/** Kills Asterisk. Gives the milliseconds until the stream said so. */
async function killAsterisk(): Promise<number> {
  const before = live.stales.length;
  const killed = performance.now();
  await lab.parts.asterisk.kill('SIGKILL');
  await live.until(() => live.stales.slice(before).find((stale) => stale !== null), 10_000, 'the stale notice');
  const noticed = performance.now() - killed;
  await waitFor('Asterisk to be gone', () => lab.parts.asterisk.pid === null, { timeoutMs: 5000, everyMs: 20 });
  return noticed;
}

const ended = (count: number) =>
  waitFor('the calls to end', () => told('call.ended').length >= count, { timeoutMs: 20_000, everyMs: 50 });

it('control: given the agent does not learn of another start, when Asterisk is killed, then no call is said to have crashed', async () => {
  const { run, ids } = await openCalls(4);
  lab.faults.set({ sameStart: true });
  await killAsterisk();
  await lab.parts.asterisk.start();
  await ended(ids.length);
  expect(told('call.ended').map(({ endReason }) => endReason)).toEqual(ids.map(() => 'unknown'));
  lab.faults.clear();
  live.close();
  await run.kill();
});

it('given 50 calls, when Asterisk is killed, then each ends once as a crash, and new calls work at once', async () => {
  const { run, ids } = await openCalls(CALLS);
  const before = new Date();
  const noticed = await killAsterisk();
  expect(noticed).toBeLessThan(3000);

  const started = Date.now();
  await lab.parts.asterisk.start();
  // Ben's phone is that of the load: it did not register again, and still waits for calls.
  const call = await office.adasPhone.call('1002', { by: 'caller' }, { pauseMs: 200 });
  const result = await call.done;
  expect(result, result.errors).toMatchObject({ exitCode: 0, successful: 1, failed: 0 });
  const answer = result.messages.find(({ status, cseqMethod }) => status === 200 && cseqMethod === 'INVITE');
  expect((answer?.at ?? Number.POSITIVE_INFINITY) - started).toBeLessThan(5000);

  await ended(CALLS);
  const records = await recordsOf(lab, CALLS, ({ id }) => ids.includes(id), 20_000);
  // Long enough for a second end of any of them to be told.
  await delay(1000);
  expect(told('call.ended')).toHaveLength(CALLS);
  expect(idsOf(told('call.ended').filter(({ endReason }) => endReason === 'pbx_crash'))).toEqual(ids);
  expect(idsOf(records)).toEqual(ids);
  for (const { answeredAt, billedSeconds, ...record } of records) {
    expect(record).toMatchObject({
      disposition: 'answered',
      endReason: 'pbx_crash',
      hangupCauseText: 'Asterisk ended unexpectedly during the call',
    });
    const spoken = (before.getTime() - Date.parse(answeredAt ?? '')) / 1000;
    expect(Math.abs(billedSeconds - spoken)).toBeLessThanOrEqual(1);
  }
  // With the four calls of the control, which the report counts whatever was said of them, and Ada's.
  const report: CallRecordsReport = await lab.api.get('/call-records/report');
  const all = CALLS + 5;
  expect(report.calls).toMatchObject({ seen: all, ended: all, closed: all, open: 0 });
  expect(report.calls.crashed + report.calls.unknownEnd).toBe(CALLS + 4);
  expect(report).toMatchObject({ complete: true, spool: { gapCount: 0 } });
  await run.kill();
});
