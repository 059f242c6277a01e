import { type RoutingExplanation, routingExplanationSchema } from '@trunkline/contracts';
import { aNumber, anExtension, anOutboundRoute, aTrunk, testDatabase } from '@trunkline/testing';
import { beforeEach, expect, it } from 'vitest';
import { startedApi } from '../spec/started-api.js';

const database = testDatabase();
const api = startedApi(database);
beforeEach(() => database.empty());

const all = async () => api().as(await api().key());
const explain = async (question: object): Promise<RoutingExplanation> => {
  const answer = await (await all()).post('/routing/explain', question).expect(200);
  return routingExplanationSchema.parse(answer.body);
};
const made = async (path: string, body: object): Promise<string> =>
  (await (await all()).post(path, body).expect(201)).body.id;

it('follows the newest revision, disabled things included, and shows no secret', async () => {
  const off = await made('/trunks', aTrunk({ name: 'Off', enabled: false }));
  const on = await made('/trunks', aTrunk({ name: 'On', callerId: '+15550200001' }));
  await made('/extensions', anExtension({ number: '1001', name: 'Ada' }));
  const gone = await made('/extensions', anExtension({ number: '1002', name: 'Ben', enabled: false }));
  await made('/numbers', aNumber({ number: '+15550200002', destination: { type: 'extension', extensionId: gone } }));
  const patterns = [{ match: '0Z.', strip: 1, prepend: '+49' }];
  await made('/outbound-routes', anOutboundRoute({ name: 'Germany', patterns, trunkIds: [off, on] }));

  const out = await explain({ direction: 'outbound', from: '1001', to: '030123' });
  expect(out.revision).toBe(6);
  expect(out.rules.map(({ kind, outcome, name }) => [kind, outcome, name])).toEqual([
    ['caller', 'matched', 'Ada'],
    ['extension', 'no_match', null],
    ['outbound_route', 'matched', 'Germany'],
  ]);
  expect(out.steps.map(({ kind, name, number, callerId }) => [kind, name, number, callerId])).toEqual([
    ['trunk_disabled', 'Off', null, null],
    ['trunk', 'On', '+4930123', '+15550200001'],
    ['hangup', null, null, null],
  ]);
  expect((await explain({ direction: 'outbound', to: '1002' })).rules[0]).toMatchObject({
    outcome: 'disabled',
    name: 'Ben',
  });
  const inbound = await explain({ direction: 'inbound', to: '15550200002' });
  expect(inbound.steps).toMatchObject([{ kind: 'hangup', cause: 20 }]);
  expect(JSON.stringify([out, inbound])).not.toMatch(/password|secret/);
});

it('names the field that is wrong', async () => {
  const refused = async (question: object) => {
    const { status, body } = await (await all()).post('/routing/explain', question);
    return [status, body.errors.map(({ pointer }: { pointer: string }) => pointer)];
  };
  expect(await refused({ direction: 'sideways', to: '' })).toEqual([422, ['/direction', '/to']]);
  expect(await refused({ direction: 'outbound', to: '1&PJSIP/x', from: 'a' })).toEqual([422, ['/from', '/to']]);
});

it('changes nothing, and is for those who may read the configuration', async () => {
  await explain({ direction: 'outbound', to: '1' });
  expect((await database.ds.query('SELECT count(*)::int AS n FROM audit_log WHERE action = $1', ['create']))[0].n).toBe(
    0,
  );
  const watcher = api().as(await api().key(['calls:read']));
  await watcher.post('/routing/explain', { direction: 'outbound', to: '1' }).expect(403);
});
