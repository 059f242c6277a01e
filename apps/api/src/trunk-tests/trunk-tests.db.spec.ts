import { newId, TrunkTests } from '@trunkline/persistence';
import { anOutboundRoute, aTrunk, testDatabase } from '@trunkline/testing';
import { afterEach, describe, expect, it } from 'vitest';
import { host } from '../spec/api-under-test.js';
import { FakeAgent } from '../spec/fake-agent.js';
import { startedApi } from '../spec/started-api.js';

const port = 18093;
const database = testDatabase();
const api = startedApi(database, { AGENT_PORT: String(port) });
const agent = new FakeAgent(host, port);
const nothing = '0190a000-0000-7000-8000-000000000000';

async function trunkOf(): Promise<string> {
  const made = await api()
    .as(await api().key())
    .post('/trunks', aTrunk({ name: `Carrier ${newId()}`, host: `${newId()}.example.com` }))
    .expect(201);
  return made.body.id;
}

const ago = (id: string, trunkId: string, startedAt: Date) => ({
  ...{ id, trunkId, number: null, startedBy: 'somebody', startedAt },
  ...{ endedAt: null, callId: null, findings: [] },
});

describe('tests of trunks', () => {
  afterEach(() => agent.stop());

  it('are begun and stored by the agent, one at a time', async () => {
    await agent.start();
    const client = api().as(await api().key());
    const trunk = await trunkOf();
    const begun = (await client.post(`/trunks/${trunk}/tests`, { number: '+15550100002' }).expect(201)).body;
    expect(begun).toMatchObject({ trunkId: trunk, status: 'running', number: '+15550100002', findings: [] });
    const { id, startedBy, startedAt } = begun;
    const test = { id, trunkId: trunk, number: '+15550100002', startedBy, startedAt };
    expect(agent.commands.at(-1)).toMatchObject({ test });
    await TrunkTests.add(database.ds.manager, ago(id, trunk, new Date()));
    expect((await client.post(`/trunks/${trunk}/tests`, {}).expect(409)).body.detail).toContain('being tested');
    expect((await client.get(`/trunks/${trunk}/tests`).expect(200)).body.items[0].id).toBe(id);
    await client.get(`/trunks/${await trunkOf()}/tests/${id}`).expect(404);
    await client.get(`/trunks/${nothing}/tests`).expect(404);
  });

  it('are not begun when the agent does not answer', async () => {
    const client = api().as(await api().key());
    const trunk = await trunkOf();
    expect((await client.post(`/trunks/${trunk}/tests`, {}).expect(503)).body.code).toBe('agent_unavailable');
    expect((await client.get(`/trunks/${trunk}/tests`).expect(200)).body.items).toEqual([]);
  });

  it('that nobody ended are interrupted, and do not stand in the way of the next', async () => {
    await agent.start();
    const client = api().as(await api().key());
    const trunk = await trunkOf();
    const id = newId();
    await TrunkTests.add(database.ds.manager, ago(id, trunk, new Date(Date.now() - 91_000)));
    expect((await client.get(`/trunks/${trunk}/tests/${id}`).expect(200)).body.status).toBe('interrupted');
    await client.post(`/trunks/${trunk}/tests`, {}).expect(201);
  });

  it('keep the last 50 of a trunk, and go with it', async () => {
    const client = api().as(await api().key());
    const trunk = await trunkOf();
    for (let count = 0; count < 52; count += 1)
      await TrunkTests.add(database.ds.manager, ago(newId(), trunk, new Date()));
    expect((await client.get(`/trunks/${trunk}/tests?limit=200`).expect(200)).body.items).toHaveLength(50);
    await client.delete(`/trunks/${trunk}`).expect(200);
    await client.get(`/trunks/${trunk}/tests`).expect(404);
  });

  it('refuse an emergency number, also as its route sends it, what is no number, and who may only look', async () => {
    await agent.start();
    const client = api().as(await api().key());
    const trunk = await trunkOf();
    const patterns = [{ match: '9112', strip: 1, prepend: '' }];
    await client
      .post('/outbound-routes', anOutboundRoute({ name: 'Emergency', emergency: true, trunkIds: [trunk], patterns }))
      .expect(201);
    const before = agent.commands.length;
    for (const number of ['112', '9112', '12a', '1']) {
      const refused = await client.post(`/trunks/${trunk}/tests`, { number }).expect(422);
      expect(refused.body.errors[0].pointer).toBe('/number');
    }
    expect(agent.commands).toHaveLength(before);
    const viewer = api().as(await api().key(['config:read', 'calls:read']));
    await viewer.post(`/trunks/${trunk}/tests`, {}).expect(403);
    await viewer.get(`/trunks/${trunk}/tests`).expect(200);
  });
});
