import { settleRevisions } from '@trunkline/persistence';
import { testDatabase } from '@trunkline/testing';
import { describe, expect, it } from 'vitest';
import { startedApi } from '../spec/started-api.js';
import { SettledRevisions } from './settled-revisions.js';

const database = testDatabase();
const api = startedApi(database);
let number = 2000;
const extension = () => ({ number: String(number++), name: 'Ada' });
const settle = (upTo: number, status: 'applied' | 'failed') =>
  settleRevisions(database.ds, upTo, {
    status,
    reason: status === 'failed' ? 'Asterisk said no.' : null,
    fileHashes: null,
    rendererVersion: 'spec',
  });
const head = async () =>
  (await database.ds.query('SELECT max(number) AS head FROM config_revisions'))[0].head as number;

/** Settles a revision as soon as it is there, as an agent does. */
async function settleOnceThere(next: number, status: 'applied' | 'failed'): Promise<void> {
  while ((await head()) < next) await new Promise((resolve) => setTimeout(resolve, 5));
  await settle(next, status);
}

describe('config changes', () => {
  it.each(['applied', 'failed'] as const)('wait for the agent when asked to: %s', async (status) => {
    const client = api().as(await api().key());
    await client.post('/extensions', extension()).expect(201);
    const settled = settleOnceThere((await head()) + 1, status);
    const started = performance.now();
    const answer = await client.post('/extensions?wait=applied', extension()).expect(201);
    await settled;
    expect(answer.headers['trunkline-revision-status']).toBe(status);
    expect(performance.now() - started).toBeLessThan(400);
    const revision = await client.get(`/config-revisions/${answer.body.revision}`).expect(200);
    expect(revision.body).toMatchObject({ status, reason: status === 'failed' ? 'Asterisk said no.' : null });
  });

  it('that a later revision carried along count as applied', async () => {
    const client = api().as(await api().key());
    const first = await client.post('/extensions', extension()).expect(201);
    const second = await client.post('/extensions', extension()).expect(201);
    await settle(second.body.revision, 'applied');
    const again = await client.patch(`/extensions/${first.body.id}?wait=applied`, {}).expect(200);
    expect(again.headers['trunkline-revision-status']).toBe('applied');
  });

  it('do not wait for ever: pending when the time is over', async () => {
    const client = api().as(await api().key());
    const { body } = await client.post('/extensions', extension()).expect(201);
    const started = performance.now();
    expect(await api().app.get(SettledRevisions).wait(body.revision, 300)).toBe('pending');
    expect(performance.now() - started).toBeGreaterThanOrEqual(299);
  });

  it('are listed by what became of them, oldest first when asked', async () => {
    const client = api().as(await api().key());
    const { revision } = (await client.post('/extensions', extension()).expect(201)).body;
    await settle(revision, 'failed');
    const { items } = (await client.get('/config-revisions?status=failed&sort=number&limit=200').expect(200)).body;
    expect(items.every((item: { status: string }) => item.status === 'failed')).toBe(true);
    const numbers = items.map((item: { number: number }) => item.number);
    expect(numbers).toEqual([...numbers].sort((one, other) => one - other));
    expect(numbers.at(-1)).toBe(revision);
  });

  it('wait as many seconds as Prefer says, and say that they did', async () => {
    const client = api().as(await api().key());
    const started = performance.now();
    const answer = await client.post('/extensions', extension()).set('prefer', 'respond-async, wait=1').expect(201);
    expect(performance.now() - started).toBeGreaterThanOrEqual(999);
    expect([answer.headers['trunkline-revision-status'], answer.headers['preference-applied']]).toEqual([
      'pending',
      'wait=1',
    ]);
    const odd = await client.post('/extensions', extension()).set('prefer', 'wait=soon').expect(201);
    expect(odd.headers['preference-applied']).toBeUndefined();
  });

  it('under an Idempotency-Key wait for the agent too: it sees the change before the answer', async () => {
    const client = api().as(await api().key());
    await client.post('/extensions', extension()).expect(201);
    const settled = settleOnceThere((await head()) + 1, 'applied');
    const body = extension();
    const send = () => client.post('/extensions?wait=applied', body).set('idempotency-key', 'waits-1').expect(201);
    expect((await send()).headers['trunkline-revision-status']).toBe('applied');
    await settled;
    expect((await send()).headers['trunkline-revision-status']).toBe('applied');
  });

  it('refuse another wait, and one that asks for nothing says nothing', async () => {
    const client = api().as(await api().key());
    const refused = await client.post('/extensions?wait=soon&x=1', extension()).expect(422);
    expect(refused.body.errors.map(({ pointer }: { pointer: string }) => pointer)).toEqual(['?wait', '?x']);
    expect(
      (await client.post('/extensions', extension()).expect(201)).headers['trunkline-revision-status'],
    ).toBeUndefined();
  });

  it('happen one after the other: many at once get a revision each', async () => {
    const client = api().as(await api().key());
    const before = await head();
    const answers = await Promise.all(Array.from({ length: 20 }, () => client.post('/extensions', extension())));
    const revisions = answers.map(({ body }) => body.revision).sort((a, b) => a - b);
    expect(revisions).toEqual(Array.from({ length: 20 }, (_, n) => before + 1 + n));
  });

  it('of the same number at once: one wins, the others conflict', async () => {
    const client = api().as(await api().key());
    const same = extension();
    const answers = await Promise.all(Array.from({ length: 8 }, () => client.post('/extensions', same)));
    expect(answers.map(({ status }) => status).sort()).toEqual([201, ...Array(7).fill(409)]);
  });
});
