import { appendEvents, LiveCalls, Nodes } from '@trunkline/persistence';
import { testDatabase } from '@trunkline/testing';
import request from 'supertest';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ApiUnderTest, host, password } from '../spec/api-under-test.js';
import { aCall, aCallEvent, aNodeStatus } from '../spec/builders.js';
import { DatabaseLine } from '../spec/database-line.js';
import { LiveListener } from '../spec/live-listener.js';

const database = testDatabase();
const port = 15433;
let line: DatabaseLine;
let api: ApiUnderTest;
let key = '';

beforeEach(async () => {
  const url = new URL(database.url);
  line = new DatabaseLine({ host: url.hostname, port: Number(url.port) }, host, port);
  await line.open();
  url.hostname = host;
  url.port = String(port);
  api = new ApiUnderTest(database.ds, { DATABASE_URL: url.href });
  key = await api.key();
  await Nodes.beat(database.ds, 'node-1', aNodeStatus());
});
afterEach(async () => {
  await api.stop();
  line.close();
});

const ask = async (path: string) => {
  const started = performance.now();
  const { status, body } = await api.as(key).get(path);
  return { status, code: body.code, seconds: (performance.now() - started) / 1000 };
};
const readiness = async () => (await request(api.url).get('/api/v1/health')).status;

/** Asks until the answer is 200, as a client that retries does; resolves with the seconds it took. */
async function recovered(): Promise<number> {
  const started = performance.now();
  while ((await ask('/trunks')).status !== 200) {
    if (performance.now() - started > 10_000) throw new Error('it did not recover');
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  return (performance.now() - started) / 1000;
}

describe('without a database', () => {
  it('starts, answers problems and not ready, and recovers by itself', async () => {
    line.cut();
    await api.start({ ready: false });
    expect(await ask('/trunks')).toMatchObject({ status: 503, code: 'database_unavailable' });
    expect((await request(api.url).post('/api/v1/session').send({ username: 'ada', password })).status).toBe(503);
    expect(await readiness()).toBe(503);
    expect((await request(api.url).get('/api/v1/health/live')).status).toBe(200);
    expect((await request(api.url).get('/api/v1/trunks')).status).toBe(401);
    line.mend();
    expect(await recovered()).toBeLessThan(4);
    expect(await readiness()).toBe(200);
  });

  it.each(['cut', 'freeze'] as const)(
    'that was there before (%s): 503 in less than two seconds, then works again',
    async (how) => {
      await api.start();
      expect((await ask('/trunks')).status).toBe(200);
      line[how]();
      const refused = await Promise.all([ask('/trunks'), ask('/call-records'), ask('/system'), ask('/calls')]);
      for (const { status, code, seconds } of refused) {
        expect([status, code]).toEqual([503, 'database_unavailable']);
        expect(seconds).toBeLessThan(2);
      }
      expect(await readiness()).toBe(503);
      line.mend();
      expect(await recovered()).toBeLessThan(4);
    },
  );

  it('keeps its live clients, says that the view is stale, and sends what they missed', async () => {
    await api.start();
    const listener = new LiveListener(api.url, { apiKey: key });
    // Its first look at the database may come after the client: what the snapshot says is not yet what is.
    await listener.until(() => listener.stale === null);
    line.cut();
    await listener.until(() => listener.stale?.reason === 'The database cannot be reached.');
    const call = aCall();
    await database.ds.transaction(async (manager) => {
      await LiveCalls.apply(manager, [call], []);
      return appendEvents(manager, [aCallEvent('call.started', call)]);
    });
    await Nodes.beat(database.ds, 'node-1', aNodeStatus());
    line.mend();
    await listener.until(() =>
      listener.events.some((event) => event.type === 'call.started' && event.data.id === call.id),
    );
    await listener.until(() => listener.stale === null);
    expect(listener.disconnects).toEqual([]);
    listener.close();
  });

  it('of the wrong version is not used, and the log says what to do', async () => {
    await database.ds.query(`UPDATE migrations SET name = 'Later' || name`);
    try {
      await api.start({ ready: false });
      expect((await ask('/trunks')).status).toBe(503);
      while (!api.log.some((entry) => entry.includes('run the migrate command')))
        await new Promise((resolve) => setTimeout(resolve, 20));
    } finally {
      await database.ds.query(`UPDATE migrations SET name = substr(name, 6)`);
    }
    expect(await recovered()).toBeLessThan(4);
  });
});
