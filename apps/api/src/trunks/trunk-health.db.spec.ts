import { newRecord, resetRecord, withCall } from '@trunkline/domain';
import { GatewayRecords, newId } from '@trunkline/persistence';
import { testDatabase } from '@trunkline/testing';
import { afterEach, describe, expect, it } from 'vitest';
import { host } from '../spec/api-under-test.js';
import { FakeAgent } from '../spec/fake-agent.js';
import { startedApi } from '../spec/started-api.js';

const port = 18_093;
const database = testDatabase();
const api = startedApi(database, { AGENT_PORT: String(port) });
const agent = new FakeAgent(host, port);
const client = async (...permissions: Parameters<ReturnType<typeof api>['key']>) =>
  api().as(await api().key(...permissions));

let made = 0;

async function aTrunk(more: object = {}): Promise<{ id: string; path: string }> {
  const body = { name: `Carrier ${++made}`, host: 'sip.example.net', username: 'u', password: 'p', ...more };
  const { id } = (await (await client()).post('/trunks', body).expect(201)).body;
  return { id, path: `/trunks/${id}` };
}
const gateways = [{ host: '192.0.2.2' }, { host: '192.0.2.3', port: 5070 }];

describe('how the gateways of a trunk fare', () => {
  afterEach(() => agent.stop());

  it('is shown for each in its order, as far as it is known', async () => {
    const { id, path } = await aTrunk({ gateways });
    const settings = { enabled: true, openAfterFailures: 2 };
    const call = { at: Date.now(), end: 'failed', delayMs: 80 } as const;
    const record = withCall(resetRecord(newRecord(0), 1000), call, settings);
    await database.ds.transaction((manager) =>
      GatewayRecords.keep(manager, [{ trunkId: id, gateway: '192.0.2.3:5070', record }]),
    );
    const { body } = await (await client()).get(`${path}/health`).expect(200);
    expect(body).toMatchObject({
      gateways: [
        { gateway: '192.0.2.2:5060', score: 100, breaker: 'closed', calls: 0, answerRatio: null, since: null },
        { gateway: '192.0.2.3:5070', score: 55, breaker: 'closed', calls: 1, faults: 1, postDialDelayMs: 80 },
      ],
      alarms: [],
    });
    const other = await aTrunk();
    const bare = await (await client()).get(`${other.path}/health`).expect(200);
    expect(bare.body.gateways).toMatchObject([{ gateway: null, score: 100 }]);
    await (await client()).get(`/trunks/${newId()}/health`).expect(404);
  });

  it('is begun anew by hand: the agent is told, and the audit log tells who did', async () => {
    await agent.start();
    const { id, path } = await aTrunk({ gateways });
    const all = await client();
    await all.post(`${path}/breaker/reset`, { gateway: '192.0.2.2:5060' }).expect(204);
    await all.post(`${path}/breaker/reset`, {}).expect(204);
    expect(agent.commands).toMatchObject([
      { trunkId: id, gateway: '192.0.2.2:5060' },
      { trunkId: id, gateway: null },
    ]);
    const { items } = (await all.get('/audit-log?kind=breaker').expect(200)).body;
    expect(items.map(({ after }: { after: unknown }) => after)).toEqual([
      { gateway: null },
      { gateway: '192.0.2.2:5060' },
    ]);
    agent.answer = () => ({ ok: false, code: 'not_found', detail: 'The trunk has no such gateway, or is disabled.' });
    await all.post(`${path}/breaker/reset`, { gateway: 'x:1' }).expect(404);
    expect((await all.get('/audit-log?kind=breaker').expect(200)).body.items).toHaveLength(2);
  });

  it('needs the agent and the right to change the configuration, and refuses what it does not know', async () => {
    const { path } = await aTrunk();
    const all = await client();
    expect((await all.post(`${path}/breaker/reset`, {}).expect(503)).body.code).toBe('agent_unavailable');
    const { body } = await all.post(`${path}/breaker/reset`, { gateway: 5060 }).expect(422);
    expect(body.errors[0].pointer).toBe('/gateway');
    await (await client(['config:read'])).post(`${path}/breaker/reset`, {}).expect(403);
  });
});

describe('when calls go past a trunk, and what raises an alarm', () => {
  it('has cautious defaults, and a patch changes what it names', async () => {
    const { path } = await aTrunk();
    const all = await client();
    expect((await all.get(path).expect(200)).body).toMatchObject({
      ...{ alarmOn: ['forbidden'], breaker: { enabled: true, openAfterFailures: 5 } },
    });
    await all.patch(path, { breaker: { openAfterFailures: 8 }, alarmOn: ['failed', 'unreachable'] }).expect(200);
    expect((await all.get(path).expect(200)).body).toMatchObject({
      ...{ alarmOn: ['failed', 'unreachable'], breaker: { enabled: true, openAfterFailures: 8 } },
    });
  });

  it.each([
    [{ breaker: { openAfterFailures: 1 } }, '/breaker/openAfterFailures'],
    [{ breaker: { enabled: 'no' } }, '/breaker/enabled'],
    [{ alarmOn: ['nothing'] }, '/alarmOn/0'],
    [{ alarmOn: ['busy', 'busy'] }, '/alarmOn'],
  ])('refuses %j by name', async (change, pointer) => {
    const { path } = await aTrunk();
    const { body } = await (await client()).patch(path, change).expect(422);
    expect(body.errors[0].pointer).toBe(pointer);
  });
});
