import { randomUUID } from 'node:crypto';
import { followEvents, type StreamMessage, StreamRefused } from '@trunkline/api-client';
import type { Call, LiveEvent, LiveReset, LiveSnapshot, LiveStale, NewLiveEvent } from '@trunkline/contracts';
import { appendEvents, headSeq, LiveCalls, Nodes } from '@trunkline/persistence';
import { testDatabase } from '@trunkline/testing';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { followCalls } from '../../../../libs/api-client/examples/follow-calls.js';
import { ApiUnderTest } from '../spec/api-under-test.js';
import { aCall, aCallEvent, aNodeStatus } from '../spec/builders.js';
import { type LiveAuth, LiveListener } from '../spec/live-listener.js';
import { SseListener } from '../spec/sse-listener.js';
import { startedApi } from '../spec/started-api.js';
import { LiveFeed } from './live-feed.js';
import { LiveLimits } from './live-limits.js';

const database = testDatabase();
const api = startedApi(database);
const open: { close(): void }[] = [];
let apiKey = '';

function sse(query = '', headers: Record<string, string> = {}, url = api().url): SseListener {
  const listener = new SseListener(url, apiKey, query, headers);
  open.push(listener);
  return listener;
}
const publish = (events: NewLiveEvent[], calls: Call[] = [], over: string[] = []) =>
  database.ds.transaction(async (manager) => {
    await LiveCalls.apply(manager, calls, over);
    return appendEvents(manager, events);
  });
const started = (count: number) => Array.from({ length: count }, () => aCallEvent('call.started', aCall()));
const applied = (): NewLiveEvent => ({
  type: 'config.applied',
  id: randomUUID(),
  at: new Date().toISOString(),
  data: { revision: 1 },
});
const seqs = (listener: SseListener) => listener.sent<LiveEvent>('message').map(({ seq }) => seq);

describe('GET /events', () => {
  beforeEach(async () => {
    await database.ds.query('DELETE FROM live_calls');
    await Nodes.beat(database.ds, 'node-1', aNodeStatus());
    apiKey = await api().key();
  });
  afterEach(() => {
    for (const listener of open.splice(0)) listener.close();
  });

  it('begins with a snapshot and its seq, then sends each event with its seq as id', async () => {
    const call = aCall();
    const [first] = await publish([aCallEvent('call.started', call)], [call]);
    const listener = sse();
    await listener.until(() => listener.sent('snapshot').length === 1);
    expect(listener.sent<LiveSnapshot>('snapshot')).toMatchObject([{ seq: first?.seq, calls: [call] }]);
    const [event] = await publish([aCallEvent('call.updated', call)], [call]);
    await listener.until(() => listener.sent('message').length === 1);
    expect(listener.sent('message')).toEqual([event]);
    expect(listener.ids).toEqual([first?.seq, event?.seq]);
    expect(listener.headers).toMatchObject({
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-store, no-transform',
      'x-accel-buffering': 'no',
      connection: 'close',
    });
    expect(listener.headers).not.toHaveProperty('transfer-encoding');
  });

  it('goes on after Last-Event-ID, or ?since, with exactly what was missed, from memory or from the log', async () => {
    const head = await headSeq(database.ds);
    await publish(started(3));
    const other = new ApiUnderTest(database.ds, { DATABASE_URL: database.url });
    await other.start();
    const all = [
      sse('', { 'last-event-id': String(head) }),
      sse(`?since=${head}`),
      sse(`?since=${head + 2}`, { 'last-event-id': String(head) }),
      sse(`?since=${head}`, {}, other.url),
    ];
    for (const listener of all) {
      await listener.until(() => seqs(listener).length === 3);
      expect([seqs(listener), listener.sent('snapshot')]).toEqual([[head + 1, head + 2, head + 3], []]);
    }
    await other.stop();
  });

  it('says reset and why before the snapshot, where the place is of another log or too far back', async () => {
    const [head, limits] = [await headSeq(database.ds), api().app.get(LiveLimits)];
    const ahead = sse(`?since=${head + 1000}`);
    await ahead.until(() => ahead.sent('snapshot').length === 1);
    expect(ahead.sent<LiveReset>('reset')).toEqual([{ reason: 'unknown_place' }]);
    expect(ahead.text.indexOf('event: reset')).toBeLessThan(ahead.text.indexOf('event: snapshot'));
    await publish(started(30));
    const other = new ApiUnderTest(database.ds, { DATABASE_URL: database.url });
    await other.start();
    other.app.get(LiveLimits).mostMissed = 20;
    const behind = sse(`?since=${head + 5}`, {}, other.url);
    await behind.until(() => behind.sent('snapshot').length === 1);
    expect(behind.sent<LiveReset>('reset')).toEqual([{ reason: 'too_far_behind' }]);
    await other.stop();
    expect(limits.mostMissed).toBe(5000);
  });

  it('refuses what is no place and no filter, naming it', async () => {
    const [head, wrong] = [
      await api().as(apiKey).get('/events?since=-1'),
      await api().as(apiKey).get('/events?topic=x'),
    ];
    expect([head.status, head.body.errors[0].pointer]).toEqual([422, '?since']);
    expect([wrong.status, wrong.body.errors[0].pointer]).toEqual([422, '?topic.0']);
    const header = await api().as(apiKey).get('/events').set('last-event-id', 'a');
    expect([header.status, header.body.errors[0].pointer]).toEqual([422, 'Last-Event-ID']);
    const socket = new LiveListener(api().url, { apiKey, topic: ['x'] } as unknown as LiveAuth);
    open.push(socket);
    const code = await new Promise((resolve) => {
      socket.socket.once('connect_error', (error: Error & { data?: { code: string } }) => resolve(error.data?.code));
    });
    expect(code).toBe('validation_failed');
  });

  it('filters by topic, call, trunk and extension, alike on /live, and follows a call to its end', async () => {
    const [trunk, extension] = [randomUUID(), randomUUID()];
    const call = aCall({ to: { number: '1001', e164: null, name: null, extensionId: extension } });
    const answered = { ...call, trunkId: trunk };
    // A transfer: the extension is in the call no more.
    const moved = { ...answered, to: { number: '1002', e164: null, name: null, extensionId: randomUUID() } };
    const all = await publish([
      aCallEvent('call.started', call),
      applied(),
      ...started(1),
      aCallEvent('call.updated', answered),
      aCallEvent('call.updated', moved),
      aCallEvent('call.ended', { ...moved, state: 'ended' }),
    ]);
    const first = (all[0]?.seq ?? 0) - 1;
    const other = new ApiUnderTest(database.ds, { DATABASE_URL: database.url });
    await other.start();
    // Events of one reading of the log know their call as a whole: its first may come too, where a filter fits later.
    const may = (wanted: number[]) => (wanted[0] === 4 ? [1, ...wanted] : wanted);
    const expected: [string, LiveAuth, number[]][] = [
      ['topic=config', { topic: ['config'] }, [2]],
      ['topic=config,call', { topic: ['config', 'call'] }, [1, 2, 3, 4, 5, 6]],
      [`call=${call.id}`, { call: [call.id] }, [1, 4, 5, 6]],
      [`extension=${extension}`, { extension: [extension] }, [1, 4, 5, 6]],
      [`trunk=${trunk}&topic=call`, { trunk: [trunk], topic: ['call'] }, [4, 5, 6]],
    ];
    for (const [query, filter, wanted] of expected) {
      const memory = sse(`?since=${first}&${query}`);
      const socket = new LiveListener(api().url, { apiKey, since: first, ...filter });
      const log = sse(`?since=${first}&${query}`, {}, other.url);
      open.push(socket);
      const last = first + (wanted.at(-1) ?? 0);
      await memory.until(() => seqs(memory).at(-1) === last);
      await socket.until(() => socket.seqs.at(-1) === last);
      await log.until(() => seqs(log).at(-1) === last);
      for (const found of [seqs(memory), socket.seqs, seqs(log)]) {
        const relative = found.map((seq) => seq - first);
        expect([query, relative]).toEqual([query, relative.length > wanted.length ? may(wanted) : wanted]);
      }
    }
    await other.stop();
  });

  it('moves the place on when nothing is for the client, so that it resumes where the log is', async () => {
    const quiet = sse('?topic=trunk');
    const socket = new LiveListener(api().url, { apiKey, topic: ['trunk'] });
    open.push(socket);
    await quiet.until(() => quiet.sent('snapshot').length === 1);
    await socket.until(() => socket.snapshots.length === 1);
    const events = [...(await publish(started(300))), ...(await publish(started(300)))];
    await quiet.until(() => (quiet.ids.at(-1) ?? 0) > (events[400]?.seq ?? 0));
    await socket.until(() => (socket.places.at(-1) ?? 0) > (events[400]?.seq ?? 0));
    expect([seqs(quiet), socket.seqs]).toEqual([[], []]);
  });

  it('says when it is not live, without an id, and keeps a quiet connection alive', async () => {
    const listener = sse();
    await listener.until(() => listener.sent('snapshot').length === 1);
    const down = { status: 'down' as const, detail: 'Asterisk does not answer.', since: '2026-01-01T00:00:00.000Z' };
    await Nodes.beat(database.ds, 'node-1', aNodeStatus({ asterisk: down }));
    await listener.until(() => listener.sent<LiveStale>('stale').at(-1)?.reason === down.detail);
    expect(listener.text).toMatch(/\n\nevent: stale\ndata: [^\n]+\n\n/);
  });

  it('ends when the key is deleted, and hides configuration from who may only see calls', async () => {
    const admin = api().as(apiKey);
    const made = (await admin.post('/api-keys', { name: 'reader', permissions: ['calls:read'] }).expect(201)).body;
    const listener = new SseListener(api().url, made.key);
    open.push(listener);
    await listener.until(() => listener.sent('snapshot').length === 1);
    await publish([applied(), ...started(1)]);
    await listener.until(() => listener.sent('message').length === 1);
    expect(listener.sent<LiveEvent>('message')[0]?.type).toBe('call.started');
    await admin.delete(`/api-keys/${made.id}`).expect(204);
    await listener.until(() => listener.closed, 2000);
  });

  it('describes itself at /docs/asyncapi.yaml', async () => {
    const answer = await fetch(`${api().url}/docs/asyncapi.yaml`);
    expect(await answer.text()).toContain('asyncapi: "3.0.0"');
  });
});

describe('followEvents', () => {
  beforeEach(async () => {
    apiKey = await api().key();
  });

  it('resumes by itself: cut again and again, it gives every event once and in order', async () => {
    const head = await headSeq(database.ds);
    const stop = new AbortController();
    const retries: unknown[] = [];
    const seen: number[] = [];
    const options = { url: api().url, apiKey, since: head, signal: stop.signal, backoff: { first: 5, last: 20 } };
    const feed = api().app.get(LiveFeed);
    let publishing: Promise<unknown> | undefined;
    for await (const message of followEvents({ ...options, onRetry: (error) => retries.push(error) })) {
      // It is told more than once that nothing is live here.
      if (message.type === 'stale') publishing ??= publish(started(100));
      if (message.type !== 'event') continue;
      seen.push(message.event.seq);
      if (seen.length % 40 === 0) feed.cutAll();
      if (seen.length === 100) publishing = publish(started(100));
      if (seen.length === 200) stop.abort();
    }
    await publishing;
    expect(seen).toEqual(Array.from({ length: 200 }, (_, n) => head + 1 + n));
    expect(retries.length).toBeGreaterThan(0);
  });

  it('tells of a reset, then takes the snapshot', async () => {
    const since = (await headSeq(database.ds)) + 500;
    const said: StreamMessage['type'][] = [];
    for await (const message of followEvents({ url: api().url, apiKey, since })) {
      said.push(message.type);
      if (message.type === 'snapshot') break;
    }
    expect(said).toEqual(['reset', 'snapshot']);
  });

  it('throws what would be refused again, and does not try on', async () => {
    const follow = followEvents({ url: api().url, apiKey: 'tlk_unknown' });
    await expect(follow.next()).rejects.toThrow(StreamRefused);
  });

  it('runs the example', async () => {
    const stop = new AbortController();
    const lines: string[] = [];
    const call = aCall();
    let publishing: Promise<unknown> | undefined;
    const print = (line: string) => {
      lines.push(line);
      if (lines.length === 1) publishing = publish([aCallEvent('call.started', call)]);
      if (line.includes(call.id)) stop.abort();
    };
    await followCalls(api().url, apiKey, print, stop.signal);
    await publishing;
    expect(lines[0]).toMatch(/calls are going on$/);
    expect(lines.at(-1)).toBe(`${call.id} ringing +15550109999 -> +15550200001`);
  });
});
