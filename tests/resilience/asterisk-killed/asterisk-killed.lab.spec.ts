/**
 * Asterisk is killed while 50 calls go on. Whoever watches the calls is told within 3 s, the first new call is answered
 * within 5 s of its start, the phone of which is still registered, and each of the 50 calls ends once, as `pbx_crash`,
 * and has its record. The control stops the agent's Asterisk for a moment instead: no call may be said to have crashed.
 */
import { setTimeout as delay } from 'node:timers/promises';
import { waitFor } from '@trunkline/local-runtime';
import {
  anOffice,
  callOf,
  InboundLoad,
  type LabStack,
  type LiveClient,
  LOAD_CALLER,
  labStack,
  type Office,
  recordsOf,
} from '@trunkline/testing';
import { afterAll, beforeAll, expect, it } from 'vitest';

const calls = 50;
let lab: LabStack;
let office: Office;
let load: InboundLoad;

beforeAll(async () => {
  lab = await labStack({ slot: 201 });
  office = await anOffice(lab);
  load = await InboundLoad.prepare(lab, office);
});

afterAll(async () => {
  await lab?.stop();
});

const answered = (live: LiveClient) =>
  new Set(
    live.events
      .filter(({ event }) => event.type === 'call.updated' && event.data.from.number === LOAD_CALLER)
      .map(callOf)
      .filter(({ state }) => state === 'up')
      .map(({ id }) => id),
  );
const endings = (live: LiveClient) =>
  live.events.filter(({ event }) => event.type === 'call.ended' && event.data.from.number === LOAD_CALLER).map(callOf);

it('control: given Asterisk only stands still for 7 s, then it is noticed and no call is said to have crashed', async () => {
  const live = await lab.live();
  const run = await load.start({ callsPerSecond: 10, seconds: 1, lengthMs: 12_000 });
  await waitFor('the calls to be up', () => answered(live).size === run.calls, { timeoutMs: 20_000, everyMs: 50 });
  await lab.parts.asterisk.pause();
  await live.until(() => live.stales.findLast((stale) => stale !== null), 8000, 'the stale notice');
  await lab.parts.asterisk.resume();
  await run.done;
  await waitFor('the calls to end', () => endings(live).length >= run.calls, { timeoutMs: 20_000, everyMs: 50 });
  expect(endings(live).filter(({ endReason }) => endReason === 'pbx_crash')).toEqual([]);
  expect(endings(live)).toHaveLength(run.calls);
  live.close();
  await lab.ready();
});

it('given 50 calls, when Asterisk is killed, then each ends once as a crash, and new calls work at once', async () => {
  const live = await lab.live();
  const run = await load.start({ callsPerSecond: 25, seconds: calls / 25, lengthMs: 120_000 });
  await waitFor('the calls to be up', () => answered(live).size === calls, { timeoutMs: 30_000, everyMs: 50 });
  const before = live.stales.length;
  const killed = performance.now();
  await lab.parts.asterisk.kill('SIGKILL');
  await live.until(() => live.stales.slice(before).find((stale) => stale !== null), 10_000, 'the stale notice');
  expect(performance.now() - killed).toBeLessThan(3000);

  await waitFor('Asterisk to be gone', () => lab.parts.asterisk.pid === null, { timeoutMs: 5000, everyMs: 20 });
  await lab.parts.asterisk.start();
  const booted = performance.now();
  // Ben's phone did not register again: the load's phone is it, and it still waits for calls.
  const call = await office.adasPhone.call('1002', { by: 'caller' }, { pauseMs: 200 });
  const result = await call.done;
  expect(result, result.errors).toMatchObject({ successful: 1, failed: 0 });
  expect(performance.now() - booted).toBeLessThan(5000);

  await waitFor('the calls to end', () => endings(live).length >= calls, { timeoutMs: 20_000, everyMs: 50 });
  await delay(1000);
  expect(endings(live)).toHaveLength(calls);
  expect(new Set(endings(live).map(({ id }) => id)).size).toBe(calls);
  expect(endings(live).filter(({ endReason }) => endReason !== 'pbx_crash')).toEqual([]);
  live.close();
  await run.kill();
  const records = await recordsOf(lab, calls + 10, ({ from }) => from === LOAD_CALLER, 60_000);
  expect(records).toHaveLength(calls + 10);
});
