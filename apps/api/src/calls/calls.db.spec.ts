import type { Call } from '@trunkline/contracts';
import { LiveCalls, upsertCallRecords } from '@trunkline/persistence';
import { testDatabase } from '@trunkline/testing';
import { afterEach, describe, expect, it } from 'vitest';
import { host } from '../spec/api-under-test.js';
import { aCall, aCallRecord } from '../spec/builders.js';
import { FakeAgent } from '../spec/fake-agent.js';
import { startedApi } from '../spec/started-api.js';

const port = 18091;
const database = testDatabase();
const api = startedApi(database, { AGENT_PORT: String(port) });
const agent = new FakeAgent(host, port);
const goingOn = async (call: Call = aCall()) => {
  await database.ds.transaction((manager) => LiveCalls.apply(manager, [call], []));
  return call;
};

describe('calls', () => {
  afterEach(() => agent.stop());

  it('are listed and read while they go on', async () => {
    const call = await goingOn();
    const client = api().as(await api().key(['calls:read']));
    expect((await client.get('/calls').expect(200)).body).toEqual({ items: [call], nextCursor: null });
    expect((await client.get(`/calls/${call.id}`).expect(200)).body).toEqual(call);
  });

  it('that ended say so, and those that never were are not found', async () => {
    const record = aCallRecord();
    await database.ds.transaction((manager) => upsertCallRecords(manager, [{ record }]));
    const client = api().as(await api().key());
    expect((await client.get(`/calls/${record.id}`).expect(409)).body.code).toBe('call_ended');
    expect((await client.delete(`/calls/${record.id}`).expect(409)).body.code).toBe('call_ended');
    expect((await client.get('/calls/0190a000-0000-7000-8000-000000000000').expect(404)).body.code).toBe('not_found');
  });

  it('are hung up by the agent, which gets the token of the node', async () => {
    await agent.start();
    const call = await goingOn();
    await api()
      .as(await api().key(['calls:control']))
      .delete(`/calls/${call.id}`)
      .expect(202);
    expect(agent.commands.at(-1)).toEqual({ token: 'token-of-the-node', deadlineMs: 2000, callId: call.id });
    expect(api().log.join()).not.toContain('token-of-the-node');
  });

  it('are not hung up by somebody who may only look', async () => {
    const call = await goingOn();
    await api()
      .as(await api().key(['calls:read']))
      .delete(`/calls/${call.id}`)
      .expect(403);
  });

  it('pass on what the agent says', async () => {
    await agent.start();
    agent.answer = () => ({ ok: false, code: 'call_ended', detail: 'The call is over.' });
    const call = await goingOn();
    const answer = await api()
      .as(await api().key())
      .delete(`/calls/${call.id}`)
      .expect(409);
    expect(answer.body).toMatchObject({ code: 'call_ended', detail: 'The call is over.' });
  });

  it('do not blame the caller when the agent refuses our token', async () => {
    await agent.start();
    agent.answer = () => ({ ok: false, code: 'unauthenticated', detail: 'Wrong token.' });
    const answer = await api()
      .as(await api().key())
      .delete(`/calls/${(await goingOn()).id}`)
      .expect(503);
    expect(answer.body.code).toBe('agent_unavailable');
  });

  it('answer agent_unavailable within its time when the agent is away or silent, and work again when it is back', async () => {
    const call = await goingOn();
    const client = api().as(await api().key());
    const hangup = async () => {
      const started = performance.now();
      const { status, body } = await client.delete(`/calls/${call.id}`);
      return { status, code: body.code, seconds: (performance.now() - started) / 1000 };
    };
    const away = await hangup();
    expect(away).toMatchObject({ status: 503, code: 'agent_unavailable' });
    expect(away.seconds).toBeLessThan(2.5);
    await agent.start();
    agent.answer = () => new Promise(() => {});
    const silent = await hangup();
    expect(silent).toMatchObject({ status: 503, code: 'agent_unavailable' });
    expect(silent.seconds).toBeLessThan(2.5);
    agent.answer = () => ({ ok: true });
    expect((await hangup()).status).toBe(202);
    await agent.stop();
    expect((await hangup()).status).toBe(503);
    await agent.start();
    expect((await hangup()).status).toBe(202);
  });
});
