import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { testDatabase } from '@trunkline/testing';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ApiUnderTest } from '../spec/api-under-test.js';
import { DatabaseLine } from '../spec/database-line.js';

const database = testDatabase();
const lineHost = '127.0.110.1';
const linePort = 15433;
let line: DatabaseLine;
let api: ApiUnderTest;
let key = '';
let number = 3000;
let unacknowledged = 0;

beforeEach(async () => {
  const url = new URL(database.url);
  line = new DatabaseLine({ host: url.hostname, port: Number(url.port) }, lineHost, linePort);
  await line.open();
  url.hostname = lineHost;
  url.port = String(linePort);
  api = new ApiUnderTest(database.ds, { DATABASE_URL: url.href });
  key = await api.key();
  await api.start();
});
afterEach(async () => {
  await api.stop();
  line.close();
});

const extension = () => ({ number: String(number++), name: 'Ada' });
const post = (path: string, body: object | undefined, idempotencyKey: string, as = key) =>
  api.as(as).post(path, body).set('idempotency-key', idempotencyKey);
const outcome = ({ status, body }: { status: number; body: { code?: string } }) => [status, body.code];
const revisions = async (): Promise<number> =>
  (await database.ds.query('SELECT count(*)::int AS n FROM config_revisions'))[0].n;

/** Sends until it is acknowledged, as a client does that does not know what became of its request. */
async function insist(body: object, idempotencyKey: string) {
  for (;;) {
    const answer = await post('/extensions', body, idempotencyKey).catch(() => undefined);
    if (answer?.status === 201) return answer;
    if (answer && ![409, 503].includes(answer.status)) throw new Error(`${answer.status} ${answer.text}`);
    if (answer?.status !== 409) unacknowledged++;
    await pause(20);
  }
}

describe('a POST with an Idempotency-Key', () => {
  it('shows its secret once: the replay leaves it out and says so', async () => {
    const body = extension();
    const first = await post('/extensions', body, 'once-1').expect(201);
    const again = await post('/extensions', body, 'once-1').expect(201);
    const { secret, ...shown } = first.body;
    expect(secret).toHaveLength(24);
    expect(again.body).toEqual({ ...shown, withheld: ['secret'] });
    const renewed = await post(`/extensions/${shown.id}/secret`, undefined, 'renew-1').expect(200);
    const replayed = await post(`/extensions/${shown.id}/secret`, undefined, 'renew-1').expect(200);
    expect([replayed.body.revision, replayed.body.withheld]).toEqual([renewed.body.revision, ['secret']]);
    const apiKey = await post('/api-keys', { name: 'CRM' }, 'key-1').expect(201);
    expect((await post('/api-keys', { name: 'CRM' }, 'key-1').expect(201)).body.withheld).toEqual(['key']);
    const table = JSON.stringify(await database.ds.query('SELECT * FROM idempotency_keys'));
    for (const shownOnce of [secret, renewed.body.secret, apiKey.body.key]) expect(table).not.toContain(shownOnce);
  });

  it('keeps no refusal: what was wrong may be put right under the same key', async () => {
    expect(outcome(await post('/extensions', { name: 'Ada' }, 'retry-1'))).toEqual([422, 'validation_failed']);
    await post('/extensions', extension(), 'retry-1').expect(201);
  });

  it('belongs to its caller and its path', async () => {
    const body = extension();
    await post('/extensions', body, 'mine-1').expect(201);
    expect(outcome(await post('/trunks', body, 'mine-1'))).toEqual([422, 'idempotency_key_reused']);
    expect(outcome(await post('/api-keys', { name: 'CRM' }, 'mine-1'))).toEqual([422, 'idempotency_key_reused']);
    expect(outcome(await post('/extensions', body, 'mine-1', await api.key()))).toEqual([409, 'conflict']);
    expect(outcome(await post('/extensions', extension(), 'x'.repeat(256)))).toEqual([400, 'malformed_request']);
  });

  it('is forgotten after 24 h', async () => {
    const body = extension();
    const { id } = (await post('/extensions', body, 'old-1').expect(201)).body;
    await api.as(key).delete(`/extensions/${id}`).expect(200);
    await database.ds.query(`UPDATE idempotency_keys SET created_at = now() - interval '24 hours 1 second'`);
    expect((await post('/extensions', body, 'old-1').expect(201)).body.id).not.toBe(id);
  });

  it('answers 409 while the first one runs', async () => {
    const body = extension();
    const blocker = database.ds.createQueryRunner();
    await blocker.startTransaction();
    await blocker.query('SELECT pg_advisory_xact_lock(7402002)');
    const first = post('/extensions', body, 'runs-1').then((answer) => answer);
    while ((await waiting()) === 0) await pause(5);
    expect(outcome(await post('/extensions', body, 'runs-1'))).toEqual([409, 'idempotency_key_in_use']);
    await blocker.commitTransaction();
    await blocker.release();
    expect((await first).status).toBe(201);
  });

  it('given 8 clients with the same keys and a database that comes and goes, then each is done exactly once', async () => {
    const bodies = Array.from({ length: 8 }, extension);
    const keys = bodies.map(() => randomUUID());
    const before = await revisions();
    const cuts = (async () => {
      for (let count = 0; count < 15; count++) {
        await pause(60);
        line.cut();
        await pause(30);
        line.mend();
      }
    })();
    const answers = await Promise.all(
      Array.from({ length: 8 }, async () => {
        const ids: string[] = [];
        for (const [index, body] of bodies.entries()) ids.push((await insist(body, keys[index] ?? '')).body.id);
        return ids;
      }),
    );
    await cuts;
    expect(unacknowledged).toBeGreaterThan(0);
    for (const ids of answers) expect(ids).toEqual(answers[0]);
    const stored = await database.ds.query('SELECT id FROM extensions WHERE number = ANY($1)', [
      bodies.map((body) => body.number),
    ]);
    expect(stored.map((row: { id: string }) => row.id).sort()).toEqual([...(answers[0] ?? [])].sort());
    expect(await revisions()).toBe(before + bodies.length);
  }, 60_000);

  it('without a key, the same clients make more than one (control)', async () => {
    const answers = await Promise.all(
      Array.from({ length: 2 }, () => api.as(key).post('/api-keys', { name: 'Twice' })),
    );
    expect(new Set(answers.map(({ body }) => body.id)).size).toBe(2);
  });

  async function waiting(): Promise<number> {
    const [row] = await database.ds.query(
      `SELECT count(*)::int AS n FROM pg_locks WHERE locktype = 'advisory' AND NOT granted`,
    );
    return row.n;
  }
});
