/**
 * Postgres is stopped, and then frozen, for 60 s (4 s in the short form) at 20 calls a second. No call fails; the
 * API answers 503 within 2 s; a client of the stream hears that it is stale, and afterwards everything it missed, once
 * and without a gap; every call has its record. In between the agent is killed: what waited lies on its disk. The
 * control takes that file away, and the same check complains.
 */
import { existsSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { waitFor } from '@trunkline/local-runtime';
import { createDataSource, type DataSource, eventsAfter, headSeq } from '@trunkline/persistence';
import {
  anOffice,
  checkStream,
  InboundLoad,
  killPart,
  type LabStack,
  LOAD_CALLER,
  labStack,
  liveCalls,
  proving,
  recordsOf,
  streamWithEnds,
} from '@trunkline/testing';
import { afterAll, beforeAll, expect, it } from 'vitest';

const seconds = proving ? 60 : 4;
let lab: LabStack;
let load: InboundLoad;
let database: DataSource;
let calls = 0;

beforeAll(async () => {
  lab = await labStack({ slot: 202 });
  load = await InboundLoad.prepare(lab, await anOffice(lab));
  database = await createDataSource(lab.parts.postgres.url ?? '').initialize();
});

afterAll(async () => {
  await database?.destroy();
  await lab?.stop();
});

const buffer = () => join(lab.directory, 'agent', 'live-buffer.jsonl');

/** Runs load while `away` happens, and resolves with what the stream says of it once everybody is back. */
async function during(
  away: () => Promise<void>,
  back: () => Promise<void>,
  meanwhile: () => Promise<void>,
  complete = true,
) {
  const live = await lab.live();
  const from = await headSeq(database);
  const run = await load.start({ callsPerSecond: 20, seconds: seconds + 5 });
  calls += run.calls;
  await delay(2000);
  const before = live.stales.length;
  await away();
  const asked = performance.now();
  const answer = await lab.api.send('GET', '/trunks');
  const answeredIn = performance.now() - asked;
  await live.until(() => live.stales.slice(before).find((stale) => stale !== null), 10_000, 'the stale notice');
  await delay(seconds * 500);
  await meanwhile();
  await delay(seconds * 500);
  await back();
  const { carrier, phone } = await run.done;
  expect(carrier, carrier.errors).toMatchObject({ successful: run.calls, failed: 0 });
  expect(phone, phone.errors).toMatchObject({ successful: run.calls, failed: 0 });
  expect(answer.status).toBe(503);
  expect(answeredIn).toBeLessThan(2000);
  const records = await recordsOf(lab, calls, ({ from: who }) => who === LOAD_CALLER, 60_000);
  expect(records).toHaveLength(calls);
  await waitFor('every call to leave the live stream', async () => (await liveCalls(database)) === 0, {
    timeoutMs: 40_000,
  });
  await live.until(() => (live.stales.at(-1) === null ? true : undefined), 20_000, 'the end of the stale notice');
  // Without what waited on the disk the ends come late, from the records: the control looks before.
  const stored = await (complete ? streamWithEnds(database, from, run.calls) : eventsAfter(database, from, 100_000));
  await live.until(
    () => live.events.find(({ event }) => event.seq >= (stored.at(-1)?.seq ?? 0)),
    20_000,
    'what was missed',
  );
  const heard = live.events
    .map(({ event }) => event)
    .filter(({ seq }) => seq > from && seq <= (stored.at(-1)?.seq ?? 0));
  live.close();
  return { run, stored, heard };
}

const isLoad = ({ from }: { from: { number: string | null } }) => from.number === LOAD_CALLER;
const nothing = async () => undefined;
const restartAgent = async () => {
  await killPart(lab.parts.agent);
  await lab.parts.agent.start();
};

it('given Postgres is stopped and the agent killed meanwhile, then nothing is lost or told twice', async () => {
  const { postgres } = lab.parts;
  const { run, stored, heard } = await during(
    () => postgres.stop(),
    () => postgres.start(),
    async () => {
      expect(existsSync(buffer())).toBe(true);
      await restartAgent();
    },
  );
  const told = checkStream(stored, isLoad);
  expect(told).toMatchObject({ ended: run.calls, complaints: [] });
  // What the killed agent had read and not yet put on disk; the control loses all that waited.
  expect(told.late).toBeLessThan(run.calls / 2);
  expect(heard.map(({ seq }) => seq)).toEqual(stored.map(({ seq }) => seq));
  expect(existsSync(buffer())).toBe(false);
});

it('given Postgres is frozen, then the same holds', async () => {
  const { postgres } = lab.parts;
  const { run, stored, heard } = await during(
    () => postgres.pause(),
    () => postgres.resume(),
    nothing,
  );
  expect(checkStream(stored, isLoad)).toEqual({ started: run.calls, ended: run.calls, late: 0, complaints: [] });
  expect(heard.map(({ seq }) => seq)).toEqual(stored.map(({ seq }) => seq));
});

it('control: without the file on disk calls are missing in the stream', async () => {
  const { postgres } = lab.parts;
  const { run, stored } = await during(
    () => postgres.stop(),
    () => postgres.start(),
    async () => {
      await killPart(lab.parts.agent);
      await rm(buffer());
      await lab.parts.agent.start();
    },
    false,
  );
  expect(checkStream(stored, isLoad).ended).toBeLessThan(run.calls);
});
