import { randomUUID } from 'node:crypto';
import { get, type IncomingMessage } from 'node:http';
import type { Socket } from 'node:net';
import type { NewLiveEvent } from '@trunkline/contracts';
import { appendEvents, headSeq } from '@trunkline/persistence';
import { testDatabase } from '@trunkline/testing';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { ApiUnderTest } from '../spec/api-under-test.js';
import { aCall, aCallEvent } from '../spec/builders.js';
import { startedApi } from '../spec/started-api.js';
import { type Cuttable, faultsIn, followingBySocket, followingBySse } from '../spec/stream-follower.js';
import { LiveFeed } from './live-feed.js';
import { LiveLimits } from './live-limits.js';
import { SseSink } from './sse-sink.js';

/** The full form takes minutes; the short one shows the same. */
const full = process.env.TRUNKLINE_PROVE === '1';
const database = testDatabase();
const publish = (events: NewLiveEvent[]) => database.ds.transaction((manager) => appendEvents(manager, events));
const applied = (): NewLiveEvent => ({
  type: 'config.applied',
  id: randomUUID(),
  at: new Date().toISOString(),
  data: { revision: 1 },
});

describe('clients of two copies that are cut again and again', () => {
  const api = startedApi(database);

  it('get every event once and in order', { timeout: full ? 300_000 : 60_000 }, async () => {
    const [events, cuts] = full ? [20_000, 100] : [4000, 100];
    const other = new ApiUnderTest(database.ds, { DATABASE_URL: database.url });
    await other.start();
    // Nobody may fall back on a snapshot here: each event has to come.
    for (const one of [api(), other]) one.app.get(LiveLimits).mostMissed = Number.POSITIVE_INFINITY;
    const urls = [api().url, other.url];
    const [apiKey, head] = [await api().key(), await headSeq(database.ds)];
    const clients: Cuttable[] = [
      ...Array.from({ length: 8 }, () => followingBySse(urls, apiKey, head)),
      ...Array.from({ length: 4 }, () => followingBySocket(urls, apiKey, head)),
    ];
    const forgetful = followingBySocket(urls, apiKey, head, false);
    const batch = 50;
    let left = cuts;
    for (let n = 0; n < events / batch / 2; n++) {
      await Promise.all(
        [1, 2].map(() => publish(Array.from({ length: batch }, () => aCallEvent('call.started', aCall())))),
      );
      const due = Math.round(cuts * (1 - (n + 1) / (events / batch / 2)));
      for (; left > due; left--) clients[(left * 7) % clients.length]?.cut();
      forgetful.cut();
    }
    const last = await headSeq(database.ds);
    for (const { seqs } of clients)
      await expect.poll(() => seqs.at(-1), { timeout: full ? 120_000 : 30_000 }).toBe(last);
    for (const client of [...clients, forgetful]) client.stop();
    await other.stop();
    expect([last - head, left]).toEqual([events, 0]);
    for (const { seqs } of clients) expect(faultsIn(seqs, head + 1, last)).toEqual({ missing: 0, repeated: 0 });
    // Control: the same checker finds what is lost by a client that does not resume.
    expect(faultsIn(forgetful.seqs, head + 1, last).missing).toBeGreaterThan(0);
  });
});

/** A client that keeps nothing but the last seq, and says when each batch was complete. */
class Watcher {
  last = 0;
  private rest = '';
  private response: IncomingMessage | undefined;
  private readonly request;

  constructor(url: string, apiKey: string, query: string, arrived: (seq: number) => void = () => {}) {
    this.request = get(`${url}/api/v1/events${query}`, {
      headers: { authorization: `Bearer ${apiKey}` },
      agent: false,
    });
    this.request.on('error', () => {});
    this.request.once('response', (response) => {
      this.response = response;
      response.setEncoding('latin1');
      response.on('error', () => {});
      response.on('data', (piece: string) => {
        const text = this.rest + piece;
        const end = text.lastIndexOf('\n\n');
        this.rest = text.slice(end + 2);
        const id = /^id: (\d+)$/m.exec(text.slice(text.lastIndexOf('\nid: ', end) + 1, end))?.[1];
        if (end < 0 || id === undefined) return;
        this.last = Number(id);
        arrived(this.last);
      });
    });
  }

  stopReading(): void {
    this.response?.socket.pause();
  }

  close(): void {
    this.request.destroy();
  }
}

describe('clients that stop reading, among many', () => {
  const api = startedApi(database);
  const [many, stopped, batches] = full ? [1000, 50, 200] : [200, 20, 60];
  /** What one client may hold: a turn, the event it ends with, and what the stream had already. */
  const boundEach = 300_000;
  afterEach(() => {
    vi.restoreAllMocks();
  });

  /** Follows with `clients` while thousands of events pass, small ones for all and large ones for those that stopped. */
  async function run(clients: number, stuck: number, rounds: number, areCut: boolean) {
    const sockets = new Set<Socket>();
    const server = api().server;
    const keep = (socket: Socket) => sockets.add(socket);
    server.on('connection', keep);
    const apiKey = await api().key();
    const feed = api().app.get(LiveFeed);
    const marks = new Map<number, number>();
    const delays: number[] = [];
    const note = (seq: number) => {
      const committed = marks.get(seq);
      if (committed !== undefined) delays.push(performance.now() - committed);
    };
    const sleepers = Array.from({ length: stuck }, () => new Watcher(api().url, apiKey, ''));
    const readers: Watcher[] = [];
    while (readers.length < clients - stuck) {
      for (let n = 0; n < 50 && readers.length < clients - stuck; n++)
        readers.push(new Watcher(api().url, apiKey, '?topic=config', note));
      await expect.poll(() => feed.size, { timeout: 30_000 }).toBe(readers.length + stuck);
    }
    await expect.poll(() => [...readers, ...sleepers].every(({ last }) => last > 0), { timeout: 30_000 }).toBe(true);
    for (const sleeper of sleepers) sleeper.stopReading();
    const memory = process.memoryUsage().rss;
    const large = aCall({ from: { number: null, e164: null, name: 'x'.repeat(20_000), extensionId: null } });
    let held = 0;
    let last = 0;
    const began = performance.now();
    for (let round = 0; round < rounds; round++) {
      const events = await publish([
        ...Array.from({ length: 10 }, () => aCallEvent('call.updated', large)),
        ...Array.from({ length: 20 }, applied),
      ]);
      last = events.at(-1)?.seq ?? 0;
      marks.set(last, performance.now());
      held = Math.max(
        held,
        [...sockets].reduce((sum, socket) => sum + socket.writableLength, 0),
      );
      // Twenty events each 67 ms: those of 50 calls a second.
      const ahead = began + (round + 1) * 67 - performance.now();
      if (ahead > 0) await new Promise((resolve) => setTimeout(resolve, ahead));
    }
    const rate = (rounds * 30_000) / (performance.now() - began);
    await expect.poll(() => readers.every((reader) => reader.last === last), { timeout: 30_000 }).toBe(true);
    if (areCut) await expect.poll(() => feed.size, { timeout: 15_000 }).toBe(clients - stuck);
    const rss = process.memoryUsage().rss - memory;
    for (const one of [...readers, ...sleepers]) one.close();
    server.off('connection', keep);
    await expect.poll(() => feed.size, { timeout: 30_000 }).toBe(0);
    delays.sort((a, b) => a - b);
    const at = (share: number) => Math.round(delays[Math.floor((delays.length - 1) * share)] ?? 0);
    const figures = { held, rss, rate: Math.round(rate), p50: at(0.5), p99: at(0.99), max: at(1) };
    if (process.env.SHOW) console.log(JSON.stringify(figures));
    return figures;
  }

  it('hold a bounded memory, delay nobody, and are cut', { timeout: full ? 300_000 : 90_000 }, async () => {
    await publish([applied()]);
    api().app.get(LiveLimits).stuckMs = 1500;
    const { held, p99 } = await run(many, stopped, batches, true);
    expect(held).toBeLessThan(stopped * boundEach);
    // How long it takes is measured in the full form; beside other specs a delay of a reader is a stuck one's time.
    expect(p99).toBeLessThan(full ? 1000 : 10_000);
  });

  it('would fill it if what they do not take were sent (control)', { timeout: 60_000 }, async () => {
    vi.spyOn(SseSink.prototype, 'full', 'get').mockReturnValue(false);
    const { held } = await run(20, 10, 60, false);
    expect(held).toBeGreaterThan(10 * boundEach);
  });
});
