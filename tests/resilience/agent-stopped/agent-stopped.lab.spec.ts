/**
 * The agent is frozen (SIGSTOP) for 30 s (10 s in the short form) while 50 calls a second pass: Asterisk has nobody who reads its events. No
 * call fails, no INVITE has to be repeated, and after it goes on every call has its record. The control freezes
 * Asterisk itself for two seconds, which must show as repeated INVITEs.
 */
import { setTimeout as delay } from 'node:timers/promises';
import {
  anOffice,
  InboundLoad,
  type LabStack,
  LOAD_CALLER,
  labStack,
  type Office,
  proving,
  recordsOf,
} from '@trunkline/testing';
import { afterAll, beforeAll, expect, it } from 'vitest';

/** Seconds without it; the short form has a third. */
const away = proving ? 30 : 10;
let lab: LabStack;
let office: Office;
let load: InboundLoad;

beforeAll(async () => {
  lab = await labStack({ slot: 73 });
  office = await anOffice(lab);
  load = await InboundLoad.prepare(lab, office);
});

afterAll(async () => {
  await lab?.stop();
});

it(`given 50 calls a second, when the agent is frozen for ${away} s, then no call notices and no record is lost`, async () => {
  const run = await load.start({ callsPerSecond: 50, seconds: away + 4 });
  await delay(2000);
  await lab.parts.agent.pause();
  await delay(away * 1000);
  await lab.parts.agent.resume();
  const { carrier, phone } = await run.done;
  expect(carrier, carrier.errors).toMatchObject({ successful: run.calls, failed: 0 });
  expect(carrier.requests.get('INVITE')).toMatchObject({ sent: run.calls, retransmitted: 0 });
  expect(phone, phone.errors).toMatchObject({ successful: run.calls, failed: 0 });
  const records = await recordsOf(lab, run.calls, ({ from }) => from === LOAD_CALLER, 90_000);
  expect(records).toHaveLength(run.calls);
  expect(records.every(({ disposition }) => disposition === 'answered')).toBe(true);
});

it('control: the same check fails when Asterisk itself is frozen for 2 s', async () => {
  const run = await load.start({ callsPerSecond: 50, seconds: 5 });
  await delay(1000);
  await lab.parts.asterisk.pause();
  await delay(2000);
  await lab.parts.asterisk.resume();
  const { carrier } = await run.done;
  expect(carrier.requests.get('INVITE')?.retransmitted).toBeGreaterThan(0);
});
