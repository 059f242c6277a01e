import { LiveCalls, Nodes } from '@trunkline/persistence';
import { testDatabase } from '@trunkline/testing';
import { afterEach, describe, expect, it } from 'vitest';
import { host } from '../spec/api-under-test.js';
import { aCall, aNodeStatus } from '../spec/builders.js';
import { FakeAgent } from '../spec/fake-agent.js';
import { startedApi } from '../spec/started-api.js';

const port = 18_092;
const database = testDatabase();
const api = startedApi(database, { AGENT_PORT: String(port) });
const agent = new FakeAgent(host, port);
const all = async () => api().as(await api().key());
const audited = async () =>
  (await (await all()).get('/audit-log?kind=restart').expect(200)).body.items.map(
    ({ action, after }: { action: string; after: unknown }) => [action, after],
  );

describe('a restart of Asterisk', () => {
  afterEach(() => agent.stop());

  it('is asked of the agent, taken back there, and told in the audit log', async () => {
    await agent.start();
    const client = await all();
    await client.post('/system/restart', { when: 'idle' }).expect(202);
    expect(agent.commands.at(-1)).toEqual({ token: 'token-of-the-node', deadlineMs: 2000, when: 'idle' });
    await client.delete('/system/restart').expect(204);
    expect(agent.commands.at(-1)).toEqual({ token: 'token-of-the-node', deadlineMs: 2000 });
    expect(await audited()).toEqual([
      ['delete', null],
      ['create', { when: 'idle' }],
    ]);
  });

  it('that the agent refuses says why, and is not told as if it had been', async () => {
    await agent.start();
    const before = await audited();
    agent.answer = () => ({ ok: false, code: 'conflict', detail: 'Port 5070 is taken.' });
    const client = await all();
    const refused = await client.post('/system/restart', { when: 'now' }).expect(409);
    expect(refused.body).toMatchObject({ code: 'conflict', detail: 'Port 5070 is taken.' });
    await client.delete('/system/restart').expect(409);
    expect(await audited()).toEqual(before);
  });

  it('is refused by name when nobody knows when, and without an agent', async () => {
    const client = await all();
    const { body } = await client.post('/system/restart', { when: 'later' }).expect(422);
    expect(body.errors[0].pointer).toBe('/when');
    expect((await client.post('/system/restart', { when: 'now' }).expect(503)).body.code).toBe('agent_unavailable');
  });

  it('is shown with the calls that it would cut', async () => {
    const restart = { when: 'idle', status: 'waiting', requestedAt: '2026-01-01T00:00:00.000Z', reason: null } as const;
    await Nodes.beat(database.ds, 'node-1', aNodeStatus({ restart }));
    await database.ds.transaction((manager) => LiveCalls.apply(manager, [aCall(), aCall()], []));
    const client = await all();
    for (const path of ['/system', '/settings'])
      expect((await client.get(path).expect(200)).body).toMatchObject({ restart, callsCutByRestart: 2 });
  });
});
