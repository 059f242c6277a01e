/**
 * Whose call it is: trunks known by a network, by a name that resolves only later, by a header that tells two of the same
 * address apart, and by what callers prove, with calls of carriers that are SIPp, from addresses that are listed and from
 * others. The simulated carrier challenges calls of a trunk that registers nowhere, and another PBX registers here.
 */
import type { CallRecord, ExtensionWithSecret, Page, Trunk, TrunkCreate, TrunkState } from '@trunkline/contracts';
import { failureAdvice } from '@trunkline/domain';
import { ports, waitFor } from '@trunkline/local-runtime';
import {
  anExtension,
  anInboundRoute,
  anIpTrunk,
  anOutboundRoute,
  aTrunk,
  callerScenario,
  create,
  type LabStack,
  labStack,
  runSipp,
  SippPhone,
  type SippRun,
} from '@trunkline/testing';
import { afterAll, beforeAll, expect, it } from 'vitest';

/** What a call gets, by the trunk that it is taken for; a stranger's is challenged, and nothing that he knows helps. */
const answers = { network: 486, name: 404, header: 503, proof: 403, peer: 480, stranger: 401 } as const;
const causes = {
  network: 'busy',
  name: 'unallocated',
  header: 'congestion',
  proof: 'rejected',
  peer: 'unavailable',
} as const;
/** Of 127.0.225.32/28, the first and the last, and the one behind it. */
const [firstInside, lastInside, outside, named, proving, peer] = [22, 37, 38, 60, 61, 62] as const;
const edge = 'edge.carrier.example';

let lab: LabStack;
let byName: Trunk;
let ada: SippPhone;

beforeAll(async () => {
  lab = await labStack({ slot: 225, faults: true });
  lab.faults.set({ names: { [edge]: [] } });
  const { sipUsername, secret } = await create<ExtensionWithSecret>(lab, '/extensions', anExtension());
  ada = phone(0, sipUsername, secret);
  const trunk = async (kind: keyof typeof causes, fields: Partial<TrunkCreate>) => {
    const made = await anIpTrunk(lab, lab.slot.peer(100), { name: `By ${kind}`, optionsInterval: 0, ...fields });
    await leadsTo(kind, made);
    return made;
  };
  await trunk('network', { sourceAddresses: ['127.0.225.32/28'] });
  byName = await trunk('name', { host: edge });
  const inboundCredentials = ['one', 'two'].map((username) => ({ username, password: `secret-of-${username}` }));
  await trunk('proof', { host: lab.slot.peer(proving), inboundCredentials });
  await trunk('header', { host: lab.slot.peer(firstInside), identifyHeader: 'X-Account: 4711' });
});

afterAll(() => lab?.stop());

const phone = (address: number, username: string, secret: string): SippPhone =>
  new SippPhone({ address: lab.slot.peer(address), pbx: { address: lab.slot.pbx, port: ports.sip }, username, secret });

/** Calls over the trunk get the answer that it is known by. */
async function leadsTo(kind: keyof typeof causes, { id }: Trunk): Promise<void> {
  const destination = { type: 'hangup', cause: causes[kind] } as const;
  await create(lab, '/inbound-routes', anInboundRoute({ name: kind, trunkIds: [id], destination }));
}

/** The state of a trunk once its code is this one. */
const told = ({ id }: Trunk, code: TrunkState['code']): Promise<TrunkState> =>
  waitFor(
    `the trunk to be told ${code}`,
    async () => {
      const { state } = await lab.api.get<Trunk>(`/trunks/${id}`);
      return state.code === code ? state : undefined;
    },
    { timeoutMs: 15_000, everyMs: 50 },
  );

/** The final answer to a call from the n-th peer. */
async function callFrom(peer: number, header = '', auth?: SippRun['auth']): Promise<number | undefined> {
  const scenario = callerScenario({ by: 'refusal', status: 486 }, { digest: auth !== undefined });
  const { messages } = await runSipp({
    scenario: header === '' ? scenario : scenario.replace('Max-Forwards', `${header}\nMax-Forwards`),
    local: { address: lab.slot.peer(peer) },
    remote: { address: lab.slot.pbx },
    service: '+15550200001',
    keys: { user: '+15559990002', from: '', rtp_port: '6000' },
    ...(auth && { auth }),
    patienceMs: 1000,
    timeoutMs: 10_000,
  });
  return messages.findLast(({ status, cseqMethod }) => status >= 300 && cseqMethod === 'INVITE')?.status;
}

it('a call from a listed network comes in, one from the address behind it does not', async () => {
  expect(await callFrom(firstInside)).toBe(answers.network);
  expect(await callFrom(lastInside)).toBe(answers.network);
  expect(await callFrom(outside)).toBe(answers.stranger);
});

it('a header tells two trunks of one address apart, and is of no use from elsewhere', async () => {
  expect(await callFrom(firstInside, 'X-Account: 4711')).toBe(answers.header);
  expect(await callFrom(firstInside, 'X-Account: 47110')).toBe(answers.network);
  expect(await callFrom(outside, 'X-Account: 4711')).toBe(answers.stranger);
});

it('a name that does not resolve is told, and its calls come in once it does', async () => {
  const { reason } = await told(byName, 'source_not_resolved');
  expect(reason).toBe(`The name ${edge} does not resolve: calls from there are refused.`);
  expect(await callFrom(named)).toBe(answers.stranger);
  lab.faults.set({ names: { [edge]: [lab.slot.peer(named)] } });
  await told(byName, 'not_asked');
  expect(await callFrom(named)).toBe(answers.name);
});

it('a trunk whose calls could not be told from those of another one is refused, and changes nothing', async () => {
  const body = { name: 'Twin', host: lab.slot.peer(lastInside), auth: 'ip' };
  const answer = await lab.api.send('POST', '/trunks', body);
  const problem = (await answer.json()) as { errors: { pointer: string; message: string }[] };
  expect([answer.status, problem.errors.map(({ pointer }) => pointer)]).toEqual([422, ['/host']]);
  expect(problem.errors[0]?.message).toContain('trunk By network');
  expect(await callFrom(lastInside)).toBe(answers.network);
});

it('a call must prove one of the users of its trunk', async () => {
  const prove = (username: string, password: string) => callFrom(proving, '', { username, password });
  expect(await callFrom(proving)).toBe(answers.stranger);
  expect(await prove('one', 'secret-of-one')).toBe(answers.proof);
  expect(await prove('two', 'secret-of-two')).toBe(answers.proof);
  expect(await prove('two', 'secret-of-one')).toBe(answers.stranger);
  expect(await prove('three', 'secret-of-one')).toBe(answers.stranger);
});

it('a carrier that challenges calls is answered, without a registration; with a wrong password the record tells', async () => {
  const { username, password } = lab.carrierAccount;
  const carrier = { name: 'Digest', host: lab.slot.carrier, auth: 'digest', username, password } as const;
  const trunk = await create<Trunk>(lab, '/trunks', aTrunk(carrier));
  await create(lab, '/outbound-routes', anOutboundRoute({ trunkIds: [trunk.id] }));
  const right = await ada.call('+1555010001', { by: 'caller' }, { pauseMs: 100 });
  expect(await right.done).toMatchObject({ successful: 1, failed: 0 });
  expect(await lab.carrier.hasRegistration()).toBe(false);

  await lab.api.send('PATCH', `/trunks/${trunk.id}?wait=applied`, { password: 'not-the-password' });
  const wrong = await ada.call('+1555010006', { by: 'refusal', status: 503 });
  expect(await wrong.done).toMatchObject({ successful: 1, failed: 0 });
  const record = await waitFor(
    'the record',
    async () => (await lab.api.get<Page<CallRecord>>('/call-records?search=1555010006')).items[0],
    { timeoutMs: 15_000, everyMs: 100 },
  );
  expect(record.attempts).toMatchObject([{ trunkId: trunk.id, sipCode: 401 }]);
  expect(failureAdvice(record).code).toBe('credentials_refused');
});

it('another PBX registers, gets calls where it is, and calls from there', async () => {
  const fields = { name: 'Branch', auth: 'peer_registers', host: null, username: null } as const;
  const secret = 'secret-of-the-branch';
  const trunk = await create<Trunk>(lab, '/trunks', aTrunk({ ...fields, password: secret }));
  await leadsTo('peer', trunk);
  const patterns = [{ match: '+1703X.', strip: 0, prepend: '' }];
  await create(lab, '/outbound-routes', anOutboundRoute({ name: 'Branch', patterns, trunkIds: [trunk.id] }));
  expect(await told(trunk, 'peer_not_registered')).toMatchObject({
    status: 'unreachable',
    reason: `No PBX has registered as ${trunk.ref}.`,
  });
  await expect(phone(peer, trunk.ref, 'not-the-secret').register()).rejects.toThrow('could not register');
  const where = `${lab.slot.peer(peer)}:${ports.sip}`;
  expect(await told(trunk, 'peer_refused')).toMatchObject({
    status: 'rejected',
    reason: `The PBX at ${lab.slot.peer(peer)} does not have the right user name or password (401).`,
  });
  const branch = phone(peer, trunk.ref, secret);
  const answering = await branch.answer({ by: 'caller' }, { stopAfterOne: true });
  expect((await told(trunk, null)).status).toBe('registered');
  const call = await ada.call('+17030001', { by: 'caller' }, { pauseMs: 100 });
  expect(await call.done).toMatchObject({ successful: 1, failed: 0 });
  const { messages } = await answering.done;
  const invite = messages.find(({ method }) => method === 'INVITE');
  expect(invite?.text).toMatch(new RegExp(`^INVITE sip:\\+17030001@${where}`));
  const back = await branch.call('+15550200001', { by: 'refusal', status: answers.peer });
  expect(await back.done).toMatchObject({ successful: 1, failed: 0 });
});
