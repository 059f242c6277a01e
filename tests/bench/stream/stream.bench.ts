/**
 * How long after a call was answered, by the carrier's own clock of the 200, a client of the stream shows it, at several
 * rates of calls, alone and beside 199 other clients; and how much of the machine is idle meanwhile, since what is full lags.
 */
import { execFileSync } from 'node:child_process';
import { connect, type Socket } from 'node:net';
import { cpus } from 'node:os';
import { setTimeout as delay } from 'node:timers/promises';
import type { PhoneNumber } from '@trunkline/contracts';
import { isRealTimeAllowed, ports } from '@trunkline/local-runtime';
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
  await lags(10, 10);
}

// The client is a machine of its own in truth, as SIPp is; what it starts is as usual.
beforeAll(() => {
  if (isRealTimeAllowed()) execFileSync('chrt', ['-a', '--reset-on-fork', '--rr', '-p', '9', String(process.pid)]);
});

/** A client that takes everything and looks at nothing: what it costs is the API's. */
async function otherClient(): Promise<Socket> {
  const socket = connect(ports.api, lab.slot.host);
  socket.write(`GET /api/v1/events HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer ${lab.api.apiKey}\r\n\r\n`);
  await new Promise((resolve, reject) => socket.once('data', resolve).once('error', reject));
  return socket.resume();
}

/** Milliseconds that the processors were idle, and all milliseconds. */
function processorTime(): { idle: number; all: number } {
  const times = cpus().map(({ times }) => times);
  const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
  return { idle: sum(times.map(({ idle }) => idle)), all: sum(times.flatMap((time) => Object.values(time))) };
}

/** Milliseconds from each 200 to the event that shows its call as up. */
async function lags(callsPerSecond: number, seconds: number): Promise<{ values: number[]; idle: number }> {
  const calls = callsPerSecond * seconds;
  const caller = (n: number) => `+1555${String(n).padStart(7, '0')}`;
  const phone = await office.bensPhone.answer({ by: 'caller' }, { stopAfterOne: false, ringMs: 20, trace: false });
  const live = await lab.live();
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
  const ended = () => live.events.filter(({ event }) => event.type === 'call.ended').length;
  await live.until(() => (ended() >= calls ? true : undefined), 90_000, 'the end of every call');
  live.close();
  await phone.kill();
  await office.bensPhone.register(0);
  const answered = new Map<string, number>();
  for (const { sent, status, cseqMethod, text, at } of messages) {
    const from = /^From:.*<sip:([^@]+)@/im.exec(text)?.[1];
    if (!sent && status === 200 && cseqMethod === 'INVITE' && from && !answered.has(from)) answered.set(from, at);
  }
  const shown = new Map<string, number>();
  for (const { event, arrivedAt } of live.events) {
    const from = 'legs' in event.data && event.data.answeredAt !== null ? event.data.from.number : null;
    if (from && !shown.has(from)) shown.set(from, arrivedAt);
  }
  const values = [...answered].flatMap(([from, at]) => {
    const arrived = shown.get(from);
    return arrived === undefined ? [] : [arrived - at];
  });
  return { values, idle: (after.idle - before.idle) / (after.all - before.all) };
}

async function measure(callsPerSecond: number, clients: number, how = ''): Promise<void> {
  const others = await Promise.all(Array.from({ length: clients - 1 }, otherClient));
  const { values, idle } = await lags(callsPerSecond, seconds);
  for (const client of others) client.destroy();
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
