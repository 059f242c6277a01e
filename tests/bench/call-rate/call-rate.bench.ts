/**
 * How many calls a second: the highest steps of 30 s without a failed call in which 99 of 100 were answered within 250 ms,
 * through Trunkline with everything on, through a plain Dial() as it comes, and through a Stasis application that does each
 * step itself. Then through a plain Dial() started as ours is, one whose Asterisk writes call events and copies SIP as ours
 * does, and one that also tells of its calls all that Trunkline has it tell, both to nobody who does anything with it. One
 * after the other, three times; compared is what was measured in the same turn. Then what a call costs the Asterisk of each,
 * beside a plain one that has as many calls at the same time, and what it costs ours without each part of what we have it tell.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { defaultStateDir, findAsterisk, slot, waitFor } from '@trunkline/local-runtime';
import { createDataSource, type DataSource } from '@trunkline/persistence';
import {
  anOffice,
  InboundLoad,
  type LabStack,
  labStack,
  liveCalls,
  median,
  quantile,
  quick,
  report,
} from '@trunkline/testing';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { unusedEventTypes } from '../../../apps/agent/src/connection/unused-event-types.js';
import { type Contestant, callsLeft, hepAddress, plainAsterisk, timed } from './contestant.js';
import { labParts } from './parts.js';

const seconds = quick ? 10 : 30;
const runs = quick ? 1 : 3;
const first = 20;
/** A second, of each of two at the same time: a rate that all hold. */
const together = 60;
let lab: LabStack;
let database: DataSource;
let directory: string;
const helpers: ChildProcess[] = [];
const contestants: Contestant[] = [];

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'tl-bench-'));
  lab = await labStack({ slot: 240 });
  database = await createDataSource(lab.parts.postgres.url ?? '').initialize();
  const program = await findAsterisk({ stateDir: defaultStateDir() });
  const plain = { program, slot: slot(241), dir: join(directory, 'plain') };
  // Ours comes right after the one that it is measured by: the machine differs from one quarter of an hour to the next.
  contestants.push(await plainAsterisk({ ...plain, name: 'bare Dial()', extension: 'dial' }), await trunkline());
  const ours = { program, tuned: true };
  const tuned = { ...ours, slot: slot(243), dir: join(directory, 'tuned') };
  contestants.push(await plainAsterisk({ ...tuned, name: 'bare Dial() started as ours', extension: 'dial' }));
  const recorded = { ...ours, slot: slot(248), dir: join(directory, 'recorded'), tells: 'records' } as const;
  const recording = await plainAsterisk({ ...recorded, name: 'Dial() that records', extension: 'dial' });
  await help('listener.mjs', hepAddress(recording.address));
  const told = { ...ours, slot: slot(244), dir: join(directory, 'told'), tells: 'everything' } as const;
  const telling = await plainAsterisk({ ...told, name: 'Dial() that tells', extension: 'dial' });
  await help('listener.mjs', hepAddress(telling.address), `http://${telling.address}:8088`, unusedEventTypes.join());
  const usual = { program, slot: slot(242), dir: join(directory, 'usual') };
  const stasis = await plainAsterisk({ ...usual, name: 'a Stasis application', extension: 'app' });
  await help('stasis-app.mjs', `http://${stasis.address}:8088`);
  contestants.push(recording, telling, stasis);
});

afterAll(async () => {
  for (const helper of helpers) helper.kill();
  await database?.destroy();
  for (const { stop } of contestants) await stop();
  await rm(directory, { recursive: true, force: true });
});

function named(name: string): Contestant {
  return contestants.find((contestant) => contestant.name === name) ?? expect.fail(name);
}

/** Starts a program of this folder, and is back when it says that it is ready. */
async function help(program: string, ...args: string[]): Promise<void> {
  const path = join(import.meta.dirname, program);
  const helper = spawn(process.execPath, [path, ...args], { stdio: ['ignore', 'pipe', 'inherit'] });
  helpers.push(helper);
  await once(helper.stdout ?? expect.fail(), 'data');
}

async function trunkline(): Promise<Contestant> {
  const load = await InboundLoad.prepare(lab, await anOffice(lab));
  const idle = async () => /^0 active channels/m.test(await lab.asteriskCommand('core show channels count'));
  return {
    name: 'Trunkline',
    load: async (callsPerSecond, length) => {
      const step = await timed(lab.etc, callsPerSecond * length, async () => {
        const run = await load.start({ callsPerSecond, seconds: length, responseTimes: true });
        return (await run.done).carrier;
      });
      const left = await callsLeft(idle, (words) => lab.asteriskCommand(words));
      const caughtUp = async () => (await liveCalls(database)) === 0;
      await waitFor('the end of every call to be stored', caughtUp, { timeoutMs: 120_000, everyMs: 200 });
      return { ...step, failed: step.failed + left };
    },
    stop: () => lab.stop(),
  };
}

/**
 * The highest rate that holds, to a tenth, and Asterisk's milliseconds for each call at the first. What held in a run
 * before shortens the way there.
 */
async function highest(contestant: Contestant, before = 0): Promise<{ rate: number; cpuMs: number }> {
  const holds = async (rate: number) => {
    const step = await contestant.load(rate, seconds);
    const p99 = quantile(step.delays, 0.99);
    console.log(`${contestant.name}: ${rate} calls/s, ${step.failed} failed, answered within ${p99} ms (p99)`);
    return { ...step, ok: step.failed === 0 && p99 <= 250 };
  };
  const { asteriskMsPerCall: cpuMs, ok } = await holds(first);
  if (!ok) return { rate: 0, cpuMs };
  let [rate, failed] = [first, Number.POSITIVE_INFINITY];
  while (failed > rate * 1.1) {
    const upwards = Math.max(rate * (rate < 100 ? 2 : 1.4), before * 0.7);
    const next = Math.round(failed === Number.POSITIVE_INFINITY ? upwards : (rate + failed) / 2);
    if ((await holds(next)).ok) rate = next;
    else failed = next;
  }
  return { rate, cpuMs };
}

/**
 * The highest rates of these, one after the other in each turn, and what ours is of each of the others in the same turn.
 * `which` tells the figures of these turns from those of others.
 */
async function inTurns(others: { name: string; atLeast?: number }[], which = ''): Promise<void> {
  const taking = contestants.filter((one) => one.name === 'Trunkline' || others.some(({ name }) => name === one.name));
  const results = new Map(taking.map(({ name }) => [name, [] as { rate: number; cpuMs: number }[]]));
  for (let run = 0; run < runs; run += 1)
    for (const contestant of taking) {
      const before = results.get(contestant.name) ?? [];
      before.push(await highest(contestant, before.at(-1)?.rate));
    }
  const rates = (name: string) => results.get(name)?.map(({ rate }) => rate) ?? [];
  for (const [name, turns] of results) {
    report({ what: `calls a second${which}, ${name}`, values: rates(name), unit: 'calls/s' });
    const values = turns.map(({ cpuMs }) => cpuMs);
    report({ what: `Asterisk's processor time for a call${which}, ${name}`, values, unit: 'ms' });
  }
  const ours = rates('Trunkline');
  for (const { name, atLeast } of others) {
    const values = rates(name).map((rate, run) => (ours[run] ?? Number.NaN) / rate);
    const target = atLeast === undefined ? undefined : { atLeast };
    report({ what: `calls a second against ${name}`, values, unit: 'x', target });
  }
  expect(median(ours)).toBeGreaterThan(0);
}

it('calls a second', { timeout: 7_200_000 }, () =>
  inTurns([
    { name: 'bare Dial()', atLeast: 0.7 },
    { name: 'a Stasis application', atLeast: 1.5 },
  ]),
);

it('calls a second of a plain Dial() that has more of what ours has', { timeout: 7_200_000 }, () =>
  inTurns(
    [{ name: 'bare Dial() started as ours' }, { name: 'Dial() that records' }, { name: 'Dial() that tells' }],
    ' in turn with these',
  ),
);

/** What a call costs Asterisk, against what it costs a bare one that has as many at the same time: both meet the same machine. */
async function beside(contestant: Contestant): Promise<number> {
  const [bare, other] = await Promise.all([named('bare Dial()'), contestant].map((one) => one.load(together, seconds)));
  const { failed, asteriskMsPerCall } = other ?? expect.fail();
  expect([bare?.failed, failed], contestant.name).toEqual([0, 0]);
  return asteriskMsPerCall / (bare?.asteriskMsPerCall ?? Number.NaN);
}

it("Asterisk's processor time for a call, beside a bare Dial()", { timeout: 3_600_000 }, async () => {
  const what = `Asterisk's processor time for a call, against a bare Dial() at the same time, ${together} calls/s each`;
  const ours = named('Trunkline');
  const parts = labParts(lab).map((part) => ({ ...part, without: [] as number[] }));
  const results = new Map(contestants.slice(1).map(({ name }) => [name, [] as number[]]));
  for (let run = 0; run < 3; run += 1) {
    for (const [name, ratios] of results) ratios.push(await beside(named(name)));
    for (const { off, on, without } of parts) {
      await off();
      without.push(await beside(ours));
      await on();
    }
  }
  for (const [name, values] of results) report({ what: `${what}: ${name}`, values, unit: 'x' });
  for (const { name, without: values } of parts)
    report({ what: `${what}: Trunkline without ${name}`, values, unit: 'x' });
});
