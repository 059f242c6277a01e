/**
 * The clock of the node is set an hour ahead and then two hours back at 20 calls a second: Asterisk, agent and API have
 * another time than Postgres and the carrier. Asterisk ends calls that it takes for silent or not answered then, and forgets
 * phones whose registration has run out (docs/operations.md); but every call has one record and one end in the stream,
 * what did not last through a step is billed within a second, and once the phone has registered anew all is as before.
 */
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { CallRecord } from '@trunkline/contracts';
import { waitFor } from '@trunkline/local-runtime';
import { createDataSource, type DataSource, headSeq } from '@trunkline/persistence';
import {
  allRecords,
  anOffice,
  callsToRecord,
  checkStream,
  FakeClock,
  InboundLoad,
  type LabStack,
  LOAD_CALLER,
  type LoadRun,
  labStack,
  liveCalls,
  streamWithEnds,
} from '@trunkline/testing';
import { afterAll, beforeAll, expect, it } from 'vitest';

const hour = 3600;
const callsPerSecond = 20;
let lab: LabStack;
let load: InboundLoad;
let clock: FakeClock;
let database: DataSource;

beforeAll(async () => {
  lab = await labStack({
    slot: 204,
    start: async (stack, directory) => {
      const { agent, api, asterisk, carrier, postgres, relay } = stack.parts;
      await Promise.all([postgres, carrier, relay].map((part) => part.start()));
      const folder = join(directory, 'pbx');
      await mkdir(folder, { recursive: true, mode: 0o750 });
      clock = await FakeClock.in(folder);
      await clock.given(() => Promise.all([asterisk, agent, api].map((part) => part.start())));
      await stack.ready();
    },
  });
  load = await InboundLoad.prepare(lab, await anOffice(lab));
  database = await createDataSource(lab.parts.postgres.url ?? '').initialize();
});

afterAll(async () => {
  await database?.destroy();
  await lab?.stop();
});

const openCalls = async () => (await liveCalls(database)) + (await callsToRecord(database));

/** Expects one record and one end of each call of a run, and gives the records. */
async function conserved(run: LoadRun, from: number, before: readonly CallRecord[]): Promise<CallRecord[]> {
  await lab.ready();
  const known = new Set(before.map(({ id }) => id));
  const recorded = async () => (await allRecords(lab)).filter(({ id }) => !known.has(id));
  // Lines that Asterisk wrote last may not be read yet, although no call is open.
  const patience = { timeoutMs: 60_000, everyMs: 250 };
  await waitFor('a record of every call', async () => (await recorded()).length >= run.calls, patience);
  await waitFor('every call to be closed', async () => (await openCalls()) === 0, patience);
  const records = await recorded();
  expect(records).toHaveLength(run.calls);
  expect(new Set(records.map(({ linkedid }) => linkedid)).size).toBe(run.calls);
  const stored = await streamWithEnds(database, from, run.calls);
  const told = checkStream(stored, (call) => call.from.number === LOAD_CALLER);
  expect(told).toMatchObject({ ended: run.calls, complaints: [] });
  return records;
}

it('given the clock is set ahead and back, then each call has one record and one end', {
  timeout: 300_000,
}, async () => {
  const from = await headSeq(database);
  const run = await load.start({ callsPerSecond, seconds: 15 });
  await delay(5000);
  await clock.set(hour);
  await delay(5000);
  await clock.set(-hour);
  const { carrier } = await run.done;
  console.log(`${carrier.failed} of ${run.calls} calls failed`);
  const records = await conserved(run, from, []);
  const hours = records.map(({ startedAt }) => Math.round((Date.parse(startedAt) - Date.now()) / 1000 / hour));
  for (const step of [-1, 0, 1])
    expect(hours.filter((hoursOff) => hoursOff === step).length).toBeGreaterThan(callsPerSecond * 3);
  const wrong = records.filter(({ billedSeconds }) => billedSeconds > 2);
  // A second of calls goes on at each step.
  expect(wrong.length, JSON.stringify(wrong[0])).toBeLessThan(callsPerSecond * 4);
});

it('then the next calls are as ever', async () => {
  const before = await allRecords(lab);
  const from = await headSeq(database);
  const run = await load.start({ callsPerSecond, seconds: 3 });
  const { carrier, phone } = await run.done;
  expect(carrier, carrier.errors).toMatchObject({ successful: run.calls, failed: 0 });
  // What is left of a call that a step has ended may still reach it.
  expect(phone, phone.errors).toMatchObject({ successful: run.calls });
  for (const { disposition, billedSeconds } of await conserved(run, from, before)) {
    expect(disposition).toBe('answered');
    expect(Math.abs(billedSeconds - 1)).toBeLessThanOrEqual(1);
  }
});
