/**
 * How long after a call was answered, by the carrier's own clock of the 200, a client of the stream shows it, at several
 * rates of calls, alone and beside 199 other clients; and how much of the machine is idle meanwhile, since what is full lags.
 */
import { spawn } from 'node:child_process';
import { cpus } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as delay } from 'node:timers/promises';
import type { PhoneNumber } from '@trunkline/contracts';
import { inRealTime, isRealTimeAllowed, ports } from '@trunkline/local-runtime';
import {
  aNumber,
  anIpTrunk,
  anOffice,
  callerScenario,
  create,
  type LabStack,
  labStack,
  quantile,
  quick,
  report,
  startSipp,
} from '@trunkline/testing';
import { afterAll, beforeAll, describe, it } from 'vitest';

const seconds = quick ? 10 : 30;
const number = '+15550200002';
let lab: LabStack;
let office: Awaited<ReturnType<typeof anOffice>>;

async function start(options: { slot: number; realTime: boolean }): Promise<void> {
  lab = await labStack(options);
  office = await anOffice(lab);
  await anIpTrunk(lab, lab.slot.peer(20), { name: 'Load' });
  const destination = { type: 'extension', extensionId: office.ben.id } as const;
  await create<PhoneNumber>(lab, '/numbers', aNumber({ number, destination }));
  // Programs that were just started compile what they run first; it is not measured.
  await lags(10, 1, 10);
}

/** A program of this folder that follows the stream, once it is ready; `line` is what it says next. */
async function startFollower(
  program: string,
  args: readonly (string | number)[],
  wrap = (usual: { command: string; args: string[] }) => usual,
): Promise<{ line: () => Promise<string>; end: () => void }> {
  const url = `http://${lab.slot.host}:${ports.api}`;
  const usual = [join(import.meta.dirname, program), url, lab.api.apiKey, ...args.map(String)];
  const started = wrap({ command: process.execPath, args: usual });
  const child = spawn(started.command, started.args, { stdio: ['pipe', 'pipe', 'inherit'] });
  const lines = createInterface(child.stdout)[Symbol.asyncIterator]();
  const line = async () => {
    const { value, done } = await lines.next();
    if (done) throw new Error(`${program} has ended`);
    return value;
  };
  await line();
  return { line, end: () => child.stdin.end() };
}

/** When a client of the stream shows each call as answered, by the number that calls, once so many calls have ended. */
async function shownTo(calls: number): Promise<{ shown: Promise<Map<string, number>> }> {
  const client = await startFollower('client.mjs', [calls], isRealTimeAllowed() ? inRealTime : undefined);
  return { shown: client.line().then((text) => new Map(Object.entries<number>(JSON.parse(text)))) };
}

/** Other clients of the stream. At the end each must have had what the others had. */
async function crowd(clients: number): Promise<() => Promise<void>> {
  if (clients === 0) return () => Promise.resolve();
  const others = await startFollower('crowd.mjs', [clients]);
  return async () => {
    others.end();
    const { ended, fewest, most } = JSON.parse(await others.line()) as Record<'ended' | 'fewest' | 'most', number>;
    if (ended > 0 || fewest < 0.9 * most)
      throw new Error(`of ${clients} clients ${ended} were cut, one had ${fewest} bytes, one ${most}`);
  };
}

/** Milliseconds that the processors were idle, and all milliseconds. */
function processorTime(): { idle: number; all: number } {
  const times = cpus().map(({ times }) => times);
  const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
  return { idle: sum(times.map(({ idle }) => idle)), all: sum(times.flatMap((time) => Object.values(time))) };
}

/** Milliseconds from each 200 to the event that shows its call as up. */
async function lags(
  callsPerSecond: number,
  clients: number,
  seconds: number,
): Promise<{ values: number[]; idle: number }> {
  const calls = callsPerSecond * seconds;
  const caller = (n: number) => `+1555${String(n).padStart(7, '0')}`;
  const phone = await office.bensPhone.answer({ by: 'caller' }, { stopAfterOne: false, ringMs: 20, trace: false });
  const dismiss = await crowd(clients - 1);
  const { shown } = await shownTo(calls);
  const run = await startSipp({
    scenario: callerScenario({ by: 'caller' }, { digest: false }).replaceAll('[user]', '[field0]'),
    local: { address: lab.slot.peer(20) },
    remote: { address: lab.slot.pbx, port: ports.sip },
    service: number,
    rows: Array.from({ length: calls }, (_, n) => [caller(n)]),
    keys: { from: '', rtp_port: '6000' },
    ...{ callsPerSecond, calls, pauseMs: 1000, timeoutMs: seconds * 1000 + 60_000 },
  });
  const before = processorTime();
  await delay(seconds * 1000);
  const after = processorTime();
  const { messages } = await run.done;
  const shownAt = await shown;
  await dismiss();
  await phone.kill();
  await office.bensPhone.register(0);
  const answered = new Map<string, number>();
  for (const { sent, status, cseqMethod, text, at } of messages) {
    const from = /^From:.*<sip:([^@]+)@/im.exec(text)?.[1];
    if (!sent && status === 200 && cseqMethod === 'INVITE' && from && !answered.has(from)) answered.set(from, at);
  }
  const values = [...answered].flatMap(([from, at]) => {
    const arrived = shownAt.get(from);
    return arrived === undefined ? [] : [arrived - at];
  });
  return { values, idle: (after.idle - before.idle) / (after.all - before.all) };
}

async function measure(callsPerSecond: number, clients: number, how = ''): Promise<void> {
  const { values, idle } = await lags(callsPerSecond, clients, seconds);
  const what = `answer to stream client, ${callsPerSecond} calls/s, ${clients} clients${how}`;
  const target = callsPerSecond === 50 ? { target: { atMost: 50 } } : {};
  report({ what: `${what}, p50`, values: [quantile(values, 0.5)], unit: 'ms' });
  report({ what: `${what}, p99`, values: [quantile(values, 0.99)], unit: 'ms', ...target });
  report({ what: `${what}: idle of the machine`, values: [idle * 100], unit: '%' });
}

describe('as it is installed', () => {
  beforeAll(() => start({ slot: 243, realTime: false }));
  afterAll(() => lab?.stop());
  for (const clients of [1, 200])
    for (const callsPerSecond of [10, 25, 50, 100])
      it(`${callsPerSecond} calls/s, ${clients} clients`, { timeout: 300_000 }, () => measure(callsPerSecond, clients));
});

describe.runIf(isRealTimeAllowed())('on a machine of its own (--realtime)', () => {
  beforeAll(() => start({ slot: 247, realTime: true }));
  afterAll(() => lab?.stop());
  for (const clients of [1, 200])
    it(`50 calls/s, ${clients} clients`, { timeout: 300_000 }, () => measure(50, clients, ', --realtime'));
});
