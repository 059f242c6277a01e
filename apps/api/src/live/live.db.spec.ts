import type { Call, NewLiveEvent } from '@trunkline/contracts';
import { appendEvents, headSeq, LiveCalls, Nodes } from '@trunkline/persistence';
import { testDatabase } from '@trunkline/testing';
import request from 'supertest';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ApiUnderTest, password } from '../spec/api-under-test.js';
import { aCall, aCallEvent, aNodeStatus } from '../spec/builders.js';
import { type LiveAuth, LiveListener } from '../spec/live-listener.js';
import { startedApi } from '../spec/started-api.js';
import { LiveGateway } from './live.gateway.js';
import { LiveLimits } from './live-limits.js';

const database = testDatabase();
const api = startedApi(database);
const open: LiveListener[] = [];
let apiKey = '';

async function listen(auth: LiveAuth = {}): Promise<LiveListener> {
  const listener = new LiveListener(api().url, { apiKey, ...auth });
  open.push(listener);
  await listener.until(() => listener.snapshots.length + listener.stales.length > 0);
  return listener;
}
const publish = (events: NewLiveEvent[], calls: Call[] = [], over: string[] = []) =>
  database.ds.transaction(async (manager) => {
    await LiveCalls.apply(manager, calls, over);
    return appendEvents(manager, events);
  });

describe('/live', () => {
  beforeEach(async () => {
    await database.ds.query('DELETE FROM live_calls');
    await Nodes.beat(database.ds, 'node-1', aNodeStatus());
    apiKey = await api().key();
  });
  afterEach(() => {
    for (const listener of open.splice(0)) listener.close();
  });

  it('begins with the calls that go on, then sends each event', async () => {
    const call = aCall();
    const [started] = await publish([aCallEvent('call.started', call)], [call]);
    const listener = await listen();
    expect(listener.snapshots).toMatchObject([{ seq: started?.seq, calls: [call] }]);
    const ended: Call = { ...call, state: 'ended', endedAt: new Date().toISOString() };
    const [event] = await publish([aCallEvent('call.ended', ended)], [], [call.id]);
    await listener.until(() => listener.events.length === 1);
    expect(listener.events).toEqual([event]);
    expect((await listen()).snapshots[0]?.calls).toEqual([]);
  });

  it('sends what it is told without reading the log, and reads what is too long to be told', async () => {
    const listener = await listen();
    const call = aCall();
    const long = aCall();
    long.from = { number: '1', e164: null, name: 'é'.repeat(4000), extensionId: null };
    const told = await database.ds.transaction(async (manager) => {
      const events = [aCallEvent('call.started', call), aCallEvent('call.updated', call)];
      const appended = await appendEvents(manager, events);
      await manager.query('ALTER TABLE event_log RENAME TO event_log_away');
      return appended;
    });
    try {
      await listener.until(() => listener.events.length === 2);
    } finally {
      await database.ds.query('ALTER TABLE event_log_away RENAME TO event_log');
    }
    const read = await publish([aCallEvent('call.started', long)]);
    await listener.until(() => listener.events.length === 3);
    expect(listener.events).toEqual([...told, ...read]);
  });

  it('delivers within 20 ms of the commit, by the median', async () => {
    const listener = await listen();
    const delays: number[] = [];
    for (let n = 1; n <= 30; n++) {
      await publish([aCallEvent('call.started', aCall())]);
      const committed = performance.now();
      await listener.until(() => listener.events.length === n);
      delays.push(performance.now() - committed);
    }
    delays.sort((a, b) => a - b);
    if (process.env.SHOW) console.log(delays.map((d) => d.toFixed(1)).join(' '));
    expect(delays[15]).toBeLessThan(20);
  });

  it('loses and repeats nothing while clients come and go under load', async () => {
    const base = await headSeq(database.ds);
    const end = base + 480;
    let publishing = true;
    const load = Promise.all(
      Array.from({ length: 4 }, async () => {
        for (let n = 0; n < 60; n++)
          await publish([aCallEvent('call.started', aCall()), aCallEvent('call.started', aCall())]);
      }),
    ).then(() => {
      publishing = false;
    });
    const joined: { listener: LiveListener; from: number }[] = [];
    const resumed: number[][] = [];
    let since: number | undefined;
    while (publishing) {
      const listener = await listen();
      joined.push({ listener, from: listener.snapshots[0]?.seq ?? -1 });
      const away = await listen({ since: since ?? base });
      await away.until(() => away.events.length > 5 || !publishing);
      away.close();
      resumed.push(away.seqs);
      since = away.seqs.at(-1) ?? since;
    }
    await load;
    const last = await listen({ since: since ?? base });
    await last.until(() => (last.seqs.at(-1) ?? since) === end);
    const all = Array.from({ length: 480 }, (_, n) => base + n + 1);
    expect([...resumed.flat(), ...last.seqs]).toEqual(all);
    for (const { listener, from } of joined) {
      await listener.until(() => (listener.seqs.at(-1) ?? from) === end);
      expect(listener.seqs).toEqual(all.slice(from - base));
    }
    expect(joined.length).toBeGreaterThan(2);
  });

  it('gives a snapshot, and says why, to a client whose place is not in the log', async () => {
    await publish([aCallEvent('call.started', aCall()), aCallEvent('call.started', aCall())]);
    const head = await headSeq(database.ds);
    const ahead = await listen({ since: head + 1 });
    expect([ahead.resets, ahead.snapshots.length]).toEqual([[{ reason: 'unknown_place' }], 1]);
    // Another copy of the API, which has not these events in memory.
    await database.ds.query('DELETE FROM event_log WHERE seq < $1', [head - 1]);
    const other = new ApiUnderTest(database.ds, { DATABASE_URL: database.url });
    await other.start();
    const listenThere = async (since: number) => {
      const listener = new LiveListener(other.url, { apiKey, since });
      open.push(listener);
      await listener.until(() => listener.snapshots.length + listener.stales.length > 0);
      return listener;
    };
    const old = await listenThere(head - 3);
    expect([old.resets, old.snapshots.length]).toEqual([[{ reason: 'too_old' }], 1]);
    const kept = await listenThere(head - 2);
    await kept.until(() => kept.events.length === 2);
    expect([kept.resets, kept.snapshots, kept.seqs]).toEqual([[], [], [head - 1, head]]);
    await other.stop();
  });

  it('cuts a client that does not take what it is sent, and serves the others', async () => {
    const slow = await listen();
    const quick = await listen();
    const limits = api().app.get(LiveLimits);
    limits.stuckMs = 500;
    const transport = slow.socket.io.engine.transport as unknown as { ws: { _socket: { pause(): void } } };
    transport.ws._socket.pause();
    const large = aCall({ from: { number: null, e164: null, name: 'x'.repeat(50_000), extensionId: null } });
    for (let n = 0; n < 10; n++) await publish(Array.from({ length: 80 }, () => aCallEvent('call.updated', large)));
    await quick.until(() => quick.events.length === 800, 20_000);
    const { sockets } = api().app.get(LiveGateway).namespace;
    await expect.poll(() => sockets.has(slow.socket.id ?? ''), { timeout: 5000 }).toBe(false);
    expect(sockets.has(quick.socket.id ?? '')).toBe(true);
    limits.stuckMs = 10_000;
  });

  it('begins again when the log is another one, as after a restore', async () => {
    await publish([aCallEvent('call.started', aCall())]);
    const listener = await listen();
    await database.ds.query('DELETE FROM event_log');
    await listener.until(() => listener.snapshots.length === 2);
    expect([listener.resets, listener.snapshots[1]?.seq]).toEqual([[{ reason: 'unknown_place' }], 0]);
    expect(listener.disconnects).toEqual([]);
    expect((await listen({ since: 1 })).snapshots).toMatchObject([{ seq: 0 }]);
  });

  it('begins again after the seqs that a crash of the database leaves out, whatever was told of them', async () => {
    const [before] = await publish([aCallEvent('call.started', aCall())]);
    const listener = await listen();
    // All that a crash leaves of the table.
    await database.ds.query('DELETE FROM event_log_life');
    await database.ds.query('SELECT life_of_event_log()');
    const call = aCall();
    const [after] = await publish([aCallEvent('call.started', call)], [call]);
    await listener.until(() => listener.snapshots.length === 2);
    expect(listener.resets).toEqual([{ reason: 'unknown_place' }]);
    expect(listener.snapshots[1]).toMatchObject({ seq: after?.seq, calls: [call] });
    expect(after?.seq).toBe((before?.seq ?? 0) + 100_001);
    expect((await listen({ since: before?.seq })).resets).toEqual([{ reason: 'too_old' }]);
  });

  it('keeps configuration from who may only see calls', async () => {
    const calls = await listen({ apiKey: await api().key(['calls:read']) });
    const all = await listen();
    const config: NewLiveEvent = {
      type: 'config.applied',
      id: crypto.randomUUID(),
      at: new Date().toISOString(),
      data: { revision: 1 },
    };
    await publish([config, aCallEvent('call.started', aCall())]);
    await all.until(() => all.events.length === 2);
    await calls.until(() => calls.events.length === 1);
    expect(calls.events[0]?.type).toBe('call.started');
  });

  it('says when it does not follow Asterisk, and when it does again', async () => {
    const listener = await listen();
    await listener.until(() => listener.snapshots[0]?.stale === null || listener.stales.includes(null));
    const asterisk = {
      status: 'down' as const,
      detail: 'Asterisk does not answer.',
      since: '2026-01-01T00:00:00.000Z',
    };
    await Nodes.beat(database.ds, 'node-1', aNodeStatus({ asterisk }));
    await listener.until(() => listener.stales.at(-1)?.reason === 'Asterisk does not answer.');
    expect((await listen()).snapshots[0]?.stale).toEqual({ since: asterisk.since, reason: asterisk.detail });
    await database.ds.query(`UPDATE nodes SET last_seen_at = now() - interval '7 seconds'`);
    await listener.until(() => listener.stales.at(-1)?.reason === 'The agent does not report.');
    await Nodes.beat(database.ds, 'node-1', aNodeStatus());
    await listener.until(() => listener.stales.at(-1) === null);
  });

  it.each(['websocket', 'polling'])('lets a session in from a page of ours only, by %s', async (transport) => {
    await api().addUser(transport, 'viewer');
    const answer = await request(api().url).post('/api/v1/session').send({ username: transport, password });
    const cookie = String(answer.headers['set-cookie']?.[0]).split(';')[0] ?? '';
    const code = (headers: Record<string, string>) =>
      new Promise((resolve) => {
        const { socket } = open[open.push(new LiveListener(api().url, {}, headers, transport)) - 1] ?? {};
        socket?.once('connect', () => resolve('connected'));
        socket?.once('connect_error', (error: Error & { data?: { code: string } }) => resolve(error.data?.code));
      });
    expect(await code({ cookie, origin: api().url })).toBe('connected');
    expect(await code({ cookie, origin: 'https://evil.example' })).toBe('forbidden');
    expect(await code({})).toBe('unauthenticated');
  });
});
