/**
 * "Test this trunk" says in words what works and what does not: a carrier that answers OPTIONS, takes the registration and a
 * call, and sends back the tone; one that sends other audio; one that refuses the number; a wrong password; an address where
 * nobody is. The call is told of live and leaves one right record.
 */
import type { CallRecord, Page, Trunk, TrunkFinding, TrunkTest } from '@trunkline/contracts';
import { waitFor } from '@trunkline/local-runtime';
import { anOutboundRoute, aTrunk, create, type LabStack, labStack } from '@trunkline/testing';
import { afterAll, beforeAll, expect, it } from 'vitest';

let lab: LabStack;
let trunk: Trunk;

beforeAll(async () => {
  lab = await labStack({ slot: 233 });
  const { username, password } = lab.carrierAccount;
  trunk = await create<Trunk>(
    lab,
    '/trunks',
    aTrunk({ name: 'Carrier', host: lab.slot.carrier, username, password, callerId: '+15550200001' }),
  );
  await waitFor(
    'the trunk to be registered',
    async () => (await lab.api.get<Trunk>(`/trunks/${trunk.id}`)).state.status === 'registered',
    { timeoutMs: 15_000 },
  );
});

afterAll(async () => {
  await lab?.stop();
});

const begin = ({ id }: Trunk, number: string | null): Promise<TrunkTest> =>
  lab.api.post<TrunkTest>(`/trunks/${id}/tests`, { number });

/** The test once it is over. */
const over = ({ id, trunkId }: TrunkTest): Promise<TrunkTest> =>
  waitFor(
    'the test to be over',
    async () => {
      const test = await lab.api.get<TrunkTest>(`/trunks/${trunkId}/tests/${id}`);
      return test.status !== 'running' && test;
    },
    { timeoutMs: 30_000 },
  );

async function tested(of: Trunk, number: string | null): Promise<TrunkTest> {
  return over(await begin(of, number));
}

const found = ({ findings }: TrunkTest, check: TrunkFinding['check']) =>
  findings.filter((each) => each.check === check);

it('a carrier that works: OPTIONS, REGISTER, a call that is answered, and the tone there and back', async () => {
  const test = await tested(trunk, '+15550100002');
  expect(test.findings.map(({ check, verdict }) => `${check} ${verdict}`)).toEqual([
    'options passed',
    'register passed',
    'call passed',
    'audio passed',
  ]);
  expect(test.status).toBe('passed');
  for (const { milliseconds } of test.findings.slice(0, 3)) expect(milliseconds).toBeLessThan(3000);
  const record = await waitFor(
    'its call record',
    async () =>
      (await lab.api.get<Page<CallRecord>>('/call-records?limit=5')).items.find(({ id }) => id === test.callId),
    { timeoutMs: 10_000 },
  );
  expect(record).toMatchObject({
    ...{ direction: 'outbound', from: '+15550200001', to: '+15550100002', trunkId: trunk.id },
    ...{ disposition: 'answered', hangupCause: 16 },
  });
  expect(record.billedSeconds).toBeGreaterThanOrEqual(4);
});

it('one test at a time; another sound than ours, a busy number, and one that there is not, each in words', async () => {
  const running = await begin(trunk, '+15550100001');
  await expect(begin(trunk, null)).rejects.toMatchObject({ problem: { code: 'conflict' } });
  const other = await over(running);
  expect(found(other, 'audio')[0]).toMatchObject({ verdict: 'warning', text: expect.stringContaining('not the tone') });
  expect(other.status).toBe('warning');
  const busy = await tested(trunk, '+15550100004');
  expect(found(busy, 'call')[0]).toMatchObject({ verdict: 'failed', sipCode: 486 });
  expect(found(busy, 'audio')).toEqual([]);
  expect(found(await tested(trunk, '+15550100099'), 'call')[0]).toMatchObject({
    ...{ verdict: 'failed', sipCode: 404 },
    advice: expect.stringContaining('Check the number'),
  });
});

it('no emergency number, and no trunk that is disabled', async () => {
  const emergency = { name: 'Emergency', emergency: true, trunkIds: [trunk.id] };
  await create(
    lab,
    '/outbound-routes',
    anOutboundRoute({ ...emergency, patterns: [{ match: '112', strip: 0, prepend: '' }] }),
  );
  await expect(begin(trunk, '112')).rejects.toMatchObject({
    problem: { code: 'validation_failed', errors: [{ pointer: '/number' }] },
  });
  await lab.api.patch(`/trunks/${trunk.id}?wait=applied`, { enabled: false });
  await expect(begin(trunk, null)).rejects.toMatchObject({ problem: { code: 'conflict' } });
});

it('a wrong password is named, and an address where nobody is', async () => {
  await lab.api.patch(`/trunks/${trunk.id}?wait=applied`, { enabled: true, password: 'not-the-password' });
  const refused = await tested(trunk, null);
  expect(found(refused, 'register')[0]).toMatchObject({
    ...{ verdict: 'failed', sipCode: 401 },
    text: expect.stringContaining('does not accept the user name or the password'),
  });
  const nobody = { name: 'Nobody', auth: 'ip', host: lab.slot.carrier, port: 5999 } as const;
  const created = await create<Trunk>(lab, '/trunks', aTrunk({ ...nobody, username: null, password: null }));
  const silent = await tested(created, null);
  expect(found(silent, 'options')[0]).toMatchObject({ verdict: 'failed', text: expect.stringContaining('refuses') });
});
