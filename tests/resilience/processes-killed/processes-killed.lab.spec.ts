/**
 * Agent and API are killed (SIGKILL) four times each while 20 calls a second pass. No call fails, every call has one
 * record and is told once from start to end, and a client that resumes where it stopped misses nothing. The control
 * listens to Asterisk by an inbound WebSocket that goes and comes at the same moments, and loses events.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { ports, waitFor } from '@trunkline/local-runtime';
import { createDataSource, type DataSource, eventsAfter, headSeq } from '@trunkline/persistence';
import {
  anOffice,
  checkStream,
  InboundLoad,
  type LabStack,
  LOAD_CALLER,
  labStack,
  recordsOf,
} from '@trunkline/testing';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { WebSocket } from 'ws';

const kills = 4;
let lab: LabStack;
let load: InboundLoad;
let database: DataSource;

beforeAll(async () => {
  lab = await labStack({ slot: 203 });
  load = await InboundLoad.prepare(lab, await anOffice(lab));
  database = await createDataSource(lab.parts.postgres.url ?? '').initialize();
});

afterAll(async () => {
  await database?.destroy();
  await lab?.stop();
});

/** Follows Asterisk as most programs do: a WebSocket to it, opened again when it broke. */
class InboundListener {
  /** Channels of which an end was told. */
  readonly ended = new Set<string>();
  private socket: WebSocket | undefined;
  private readonly ari = `${lab.slot.pbx}:${ports.ari}/ari`;
  private readonly login = `trunkline:${readFileSync(join(lab.directory, 'secrets', 'ari-password'), 'utf8').trim()}`;

  async open(): Promise<void> {
    const socket = new WebSocket(`ws://${this.ari}/events?app=control`, { auth: this.login });
    this.socket = socket;
    socket.on('message', (data) => {
      const event = JSON.parse(String(data)) as { type: string; channel?: { id: string } };
      if (event.type === 'ChannelDestroyed' && event.channel) this.ended.add(event.channel.id);
    });
    await new Promise((resolve, reject) => socket.once('open', resolve).once('error', reject));
    const headers = { authorization: `Basic ${Buffer.from(this.login).toString('base64')}` };
    const url = `http://${this.ari}/applications/control/subscription?eventSource=channel:`;
    await fetch(url, { method: 'POST', headers });
  }

  close(): void {
    this.socket?.terminate();
  }
}

async function killed(part: LabStack['parts']['agent']): Promise<void> {
  await part.kill('SIGKILL');
  await waitFor(`${part.name} to be gone`, () => part.pid === null, { timeoutMs: 5000, everyMs: 10 });
  await part.start();
}

it('given agent and API are killed four times, then no call fails and none is lost or told twice', async () => {
  const clients = [await lab.live()];
  const from = clients[0]?.snapshots[0]?.seq ?? 0;
  expect(from).toBe(await headSeq(database));
  const heard = () => clients.flatMap(({ events }) => events.map(({ event }) => event.seq)).filter((seq) => seq > from);
  const control = new InboundListener();
  await control.open();
  const run = await load.start({ callsPerSecond: 20, seconds: 25 });
  await delay(1500);
  for (let n = 0; n < kills; n++) {
    control.close();
    // Cut with the API; a client of ours that came back by itself would begin with a snapshot.
    clients.at(-1)?.close();
    await Promise.all([killed(lab.parts.agent), killed(lab.parts.api)]);
    await control.open();
    await lab.ready();
    clients.push(await lab.live(heard().at(-1) ?? from));
    await delay(1000);
  }
  const { carrier, phone } = await run.done;
  expect(carrier, carrier.errors).toMatchObject({ successful: run.calls, failed: 0 });
  expect(phone, phone.errors).toMatchObject({ successful: run.calls, failed: 0 });
  await lab.ready();
  const records = await recordsOf(lab, run.calls, ({ from: who }) => who === LOAD_CALLER, 60_000);
  expect(records).toHaveLength(run.calls);
  const open = async () => (await database.query<unknown[]>('SELECT id FROM live_calls')).length;
  await waitFor('every call to leave the live stream', async () => (await open()) === 0, { timeoutMs: 40_000 });

  const stored = await eventsAfter(database, from, 100_000);
  expect(checkStream(stored, (call) => call.from.number === LOAD_CALLER)).toEqual({
    started: run.calls,
    ended: run.calls,
    complaints: [],
  });
  await clients.at(-1)?.until(() => heard().find((seq) => seq === stored.at(-1)?.seq), 10_000, 'the rest');
  expect(heard()).toEqual(stored.map(({ seq }) => seq));
  clients.at(-1)?.close();
  control.close();
  // The control: two channels a call.
  expect(control.ended.size).toBeLessThan(run.calls * 2);
});
