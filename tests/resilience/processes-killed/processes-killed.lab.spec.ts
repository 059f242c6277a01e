/**
 * Agent and API are killed (SIGKILL) four times each while 20 calls a second pass, and ended (SIGTERM) while 30 calls go
 * on. No call fails, every call has one record and one end in the stream, and a client that resumes where it stopped
 * misses nothing. The controls: calls that a program answers over an inbound WebSocket do not survive the same cuts,
 * and an Asterisk that is ended takes its calls with it.
 */
import { connect, type Socket } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { ports, waitFor } from '@trunkline/local-runtime';
import { createDataSource, type DataSource, eventsAfter } from '@trunkline/persistence';
import {
  anOffice,
  checkStream,
  InboundListener,
  InboundLoad,
  killPart,
  type LabStack,
  type LiveClient,
  LOAD_CALLER,
  labStack,
  liveCalls,
  proving,
  recordsOf,
  streamWithEnds,
} from '@trunkline/testing';
import { afterAll, beforeAll, expect, it } from 'vitest';

const kills = 4;
/** Of load around the kills. */
const seconds = proving ? 40 : 12;
const controlNumber = '+15550200099';
let lab: LabStack;
let load: InboundLoad;
let database: DataSource;
/** Calls that have been made and have their record. */
let recorded = 0;

beforeAll(async () => {
  lab = await labStack({ slot: 203 });
  load = await InboundLoad.prepare(lab, await anOffice(lab));
  database = await createDataSource(lab.parts.postgres.url ?? '').initialize();
});

afterAll(async () => {
  await database?.destroy();
  await lab?.stop();
});

type Part = LabStack['parts']['agent'];
const { agent, api } = { agent: (): Part => lab.parts.agent, api: (): Part => lab.parts.api };

async function gone(part: Part, timeoutMs: number): Promise<void> {
  await waitFor(`${part.name} to be gone`, () => part.pid === null, { timeoutMs, everyMs: 10 });
}

async function killed(part: Part): Promise<void> {
  await killPart(part);
  await part.start();
}

/** Waits until no call is live any more. */
async function quiet(): Promise<void> {
  await waitFor('every call to leave the live stream', async () => (await liveCalls(database)) === 0, {
    timeoutMs: 40_000,
  });
}

/** Waits until the calls made so far have their records, and none is live any more. */
async function settled(calls: number): Promise<void> {
  await lab.ready();
  recorded += calls;
  const records = await recordsOf(lab, recorded, ({ to }) => to !== controlNumber, 60_000);
  expect(records).toHaveLength(recorded);
  await quiet();
}

it('given agent and API are killed four times, then no call fails and none is lost or told twice', async () => {
  const clients = [await lab.live()];
  const from = clients[0]?.snapshots[0]?.seq ?? 0;
  const heard = () => clients.flatMap(({ events }) => events.map(({ event }) => event.seq)).filter((seq) => seq > from);
  const run = await load.start({ callsPerSecond: 20, seconds });
  for (let n = 0; n < kills; n++) {
    await delay((seconds * 1000) / kills / 4);
    // Cut with the API; a client of ours that came back by itself would begin with a snapshot.
    clients.at(-1)?.close();
    await Promise.all([killed(agent()), killed(api())]);
    await lab.ready();
    clients.push(await lab.live(heard().at(-1) ?? from));
  }
  const { carrier, phone } = await run.done;
  expect(carrier, carrier.errors).toMatchObject({ successful: run.calls, failed: 0 });
  expect(phone, phone.errors).toMatchObject({ successful: run.calls, failed: 0 });
  await settled(run.calls);

  // What a killed agent had read and not stored is gone: of such a call the stream tells the end, half a minute late, by
  // its record. The short form does not wait for that.
  const stored = await (proving ? streamWithEnds(database, from, run.calls) : eventsAfter(database, from, 100_000));
  const told = checkStream(stored, (call) => call.from.number === LOAD_CALLER);
  console.log(`${run.calls} calls: ${told.ended} ends told, ${told.late} of them late`);
  expect(told.complaints).toEqual([]);
  expect(told.ended).toBeGreaterThan(proving ? run.calls - 1 : run.calls / 4);
  expect(told.ended).toBeLessThanOrEqual(run.calls);
  await clients.at(-1)?.until(() => heard().find((seq) => seq === stored.at(-1)?.seq), 10_000, 'the rest');
  expect(heard()).toEqual(stored.map(({ seq }) => seq));
  clients.at(-1)?.close();
});

it('control: calls that are answered over an inbound WebSocket fail when it is cut as often', async () => {
  await lab.asteriskCommand(`dialplan add extension ${controlNumber},1,Stasis,control into tl-inbound`);
  const listener = new InboundListener(lab, 'control');
  await listener.open();
  const run = await load.start({ callsPerSecond: 20, seconds: 6, number: controlNumber });
  for (let n = 0; n < kills; n++) {
    await delay(1000);
    listener.cut();
    // Less than an agent of ours is away.
    await delay(500);
    await listener.open();
  }
  await delay(1000);
  await run.kill();
  listener.cut();
  const { carrier } = await run.done;
  expect(carrier.successful).toBeGreaterThan(0);
  expect(carrier.successful).toBeLessThan(run.calls);
  await lab.asteriskCommand('channel request hangup all');
  await quiet();
});

/** A client of the stream that takes nothing: it must not hold the API. */
async function deafClient(): Promise<Socket> {
  const socket = connect(ports.api, lab.slot.host);
  socket.on('error', () => undefined);
  socket.write(`GET /api/v1/events HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer ${lab.api.apiKey}\r\n\r\n`);
  await new Promise((resolve) => socket.once('data', resolve));
  return socket.pause();
}

const upOf = (live: LiveClient) =>
  new Set(
    live.events.flatMap(({ event }) =>
      event.type === 'call.updated' && event.data.state === 'up' ? [event.data.id] : [],
    ),
  );

/** Thirty calls that go on; resolves once all of them are answered. */
async function thirtyCalls() {
  const live = await lab.live();
  const run = await load.start({ callsPerSecond: 30, seconds: 1, lengthMs: 8000 });
  await live.until(() => (upOf(live).size === run.calls ? true : undefined), 20_000, 'all calls');
  live.close();
  return run;
}

it('given 30 calls, when agent and API are told to end, then no call drops and both are gone within 30 s', async () => {
  const live = await lab.live();
  const from = live.snapshots[0]?.seq ?? 0;
  live.close();
  const run = await thirtyCalls();
  const deaf = await deafClient();
  const asked = performance.now();
  await Promise.all(
    [agent(), api()].map(async (part) => {
      await part.kill('SIGTERM');
      await gone(part, 30_000);
      console.log(`${part.name} ended after ${Math.round(performance.now() - asked)} ms`);
    }),
  );
  deaf.destroy();
  await Promise.all([agent().start(), api().start()]);
  const { carrier, phone } = await run.done;
  expect(carrier, carrier.errors).toMatchObject({ successful: run.calls, failed: 0 });
  expect(phone, phone.errors).toMatchObject({ successful: run.calls, failed: 0 });
  await settled(run.calls);
  const stored = await streamWithEnds(database, from, run.calls);
  const report = checkStream(stored, (call) => call.from.number === LOAD_CALLER);
  expect(report).toEqual({ started: run.calls, ended: run.calls, late: 0, complaints: [] });
});

it('control: the same check fails when Asterisk is told to end', async () => {
  const run = await thirtyCalls();
  await lab.parts.asterisk.kill('SIGTERM');
  const { carrier } = await run.done;
  expect(carrier.failed).toBeGreaterThan(0);
});
