import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { type PostgresServer, startPostgres } from '@trunkline/local-runtime';
import type { DataSource } from 'typeorm';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { listen, type Subscription } from '../listen/listen.js';
import { awaitDatabase } from './await-database.js';
import { createDataSource } from './create-data-source.js';
import { isDatabaseUnavailable } from './database-unavailable.js';

const where = { host: '127.0.41.1', port: 5433 };
const withinMs = 2000;

describe('the database being away', () => {
  let stateDir: string;
  let server: PostgresServer;
  let ds: DataSource;
  const subscriptions: Subscription[] = [];
  const start = async () => {
    server = await startPostgres({ stateDir, ...where });
  };

  beforeAll(async () => {
    stateDir = await mkdtemp(join(tmpdir(), 'trunkline-away-'));
    await start();
    ds = await createDataSource(server.url, { queryTimeoutMs: 900, poolSize: 3 }).initialize();
  });
  afterEach(async () => {
    for (const subscription of subscriptions.splice(0)) await subscription.stop();
    await server.kill('SIGCONT');
    await start();
    await awaitDatabase(ds, 10_000);
  });
  afterAll(async () => {
    await ds.destroy();
    await server.stop();
    await rm(stateDir, { recursive: true, force: true });
  });

  /** What a request meets, and how soon. */
  async function request(work: () => Promise<unknown>): Promise<{ unavailable: boolean; tookMs: number }> {
    const began = Date.now();
    const error: unknown = await work().then(
      () => null,
      (e) => e,
    );
    return { unavailable: isDatabaseUnavailable(error), tookMs: Date.now() - began };
  }

  it('when it is stopped, queries fail at once, and work again when it is back', async () => {
    await server.stop();
    const { unavailable, tookMs } = await request(() => ds.query('SELECT 1'));
    expect({ unavailable, soon: tookMs < withinMs }).toEqual({ unavailable: true, soon: true });
    await start();
    await expect(ds.query('SELECT 2 AS n')).resolves.toEqual([{ n: 2 }]);
  });

  it('when it is frozen, more requests than connections all fail in time, in transactions too', async () => {
    await Promise.all([ds.query('SELECT pg_sleep(0.05)'), ds.query('SELECT pg_sleep(0.05)'), ds.query('SELECT 1')]);
    await server.kill('SIGSTOP');
    const outcomes = await Promise.all(
      Array.from({ length: 10 }, (_one, n) =>
        request(() => (n % 2 ? ds.query('SELECT 1') : ds.transaction((manager) => manager.query('SELECT 1')))),
      ),
    );
    expect(outcomes.filter((outcome) => !outcome.unavailable)).toEqual([]);
    expect(Math.max(...outcomes.map((outcome) => outcome.tookMs))).toBeLessThan(withinMs);
  });

  it('while it is busy, who waits longer than a query may take gets a connection all the same', async () => {
    const asked = Array.from({ length: 12 }, () => request(() => ds.query('SELECT pg_sleep(0.5)')));
    const outcomes = await Promise.all(asked);
    expect(outcomes.filter((outcome) => outcome.unavailable)).toEqual([]);
    expect(Math.max(...outcomes.map((outcome) => outcome.tookMs))).toBeGreaterThan(1500);
  });

  it('when it freezes inside a transaction, the connection is not used again with that transaction open', async () => {
    await ds.query('CREATE TABLE IF NOT EXISTS probe (n int)');
    const outcome = await request(() =>
      ds.transaction(async (manager) => {
        await manager.query('INSERT INTO probe VALUES (1)');
        await server.kill('SIGSTOP');
        await manager.query('SELECT 1');
      }),
    );
    expect(outcome).toMatchObject({ unavailable: true });
    await server.kill('SIGCONT');
    await awaitDatabase(ds, 10_000);
    await expect(ds.query('SELECT * FROM probe')).resolves.toEqual([]);
    const open = () =>
      ds.query<unknown[]>(
        `SELECT 1 FROM pg_stat_activity WHERE state LIKE 'idle in transaction%' AND datname = current_database()`,
      );
    await expect.poll(open, { timeout: 5000 }).toEqual([]);
  });

  it('a DataSource can be made before there is a database', async () => {
    await server.stop();
    const early = await createDataSource(server.url).initialize();
    try {
      expect(await request(() => early.query('SELECT 1'))).toMatchObject({ unavailable: true });
      await start();
      await awaitDatabase(early, 10_000);
      await expect(early.query('SELECT 1 AS n')).resolves.toEqual([{ n: 1 }]);
    } finally {
      await early.destroy();
    }
  });

  describe('under listen()', () => {
    const quick = { backoff: { first: 20, last: 100 }, ping: { every: 200, within: 300 } };

    function follow() {
      const seen: string[] = [];
      let ups = 0;
      const subscription = listen(
        server.url,
        ['news', 'Odd "name'],
        (channel, text) => seen.push(`${channel}: ${text}`),
        () => (ups += 1),
        quick,
      );
      subscriptions.push(subscription);
      return { seen, ups: () => ups };
    }

    it.each(['stopped', 'killed'])(
      'it is %s and started: the caller hears of it and of what comes next',
      async (how) => {
        const followed = follow();
        await expect.poll(followed.ups).toBe(1);
        await ds.query(`NOTIFY "Odd ""name", 'one'`);
        await expect.poll(() => followed.seen).toEqual(['Odd "name: one']);
        if (how === 'killed') await server.kill('SIGKILL');
        else await server.stop();
        await server.exited;
        await start();
        await expect.poll(followed.ups, { timeout: 5000 }).toBe(2);
        await ds.query(`NOTIFY news, 'two'`);
        await expect.poll(() => followed.seen).toEqual(['Odd "name: one', 'news: two']);
      },
    );

    it('it is frozen and thawed: the silent connection is given up and made anew', async () => {
      const followed = follow();
      await expect.poll(followed.ups).toBe(1);
      await server.kill('SIGSTOP');
      await delay(1000);
      await server.kill('SIGCONT');
      await expect.poll(followed.ups, { timeout: 5000 }).toBeGreaterThan(1);
      await ds.query(`NOTIFY news, 'later'`);
      await expect.poll(() => followed.seen).toEqual(['news: later']);
    });

    it('nothing more is said after stop()', async () => {
      const followed = follow();
      await expect.poll(followed.ups).toBe(1);
      await subscriptions.pop()?.stop();
      await ds.query(`NOTIFY news, 'unheard'`);
      await server.stop();
      await start();
      await delay(300);
      expect([followed.ups(), followed.seen]).toEqual([1, []]);
    });
  });
});
