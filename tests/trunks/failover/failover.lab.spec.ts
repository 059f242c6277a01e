/**
 * A trunk with gateways: what one refuses that is the carrier's fault goes to the next, what says something of the number
 * ends the call, and trunk and route decide which is which. The record tells every try. A gateway that died costs a call 32 s
 * at most (Timer B of RFC 3261) until OPTIONS found it silent, and nothing after that. Of equal ones the weights decide.
 */
import type { CallRecord, Gateway, Trunk } from '@trunkline/contracts';
import { ports, waitFor } from '@trunkline/local-runtime';
import {
  anIpTrunk,
  anOffice,
  type CallerEnding,
  calleeScenario,
  type LabStack,
  labStack,
  type Office,
  proving,
  recordsOf,
  type SippProcess,
  startSipp,
} from '@trunkline/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SilentGateway } from './gateway.js';

let lab: LabStack;
let office: Office;
let trunk: Trunk;
let silent: SilentGateway;
const gateways: SippProcess[] = [];

const peer = {
  failing: 20,
  failingToo: 21,
  busy: 22,
  forbidding: 23,
  unknowing: 24,
  answering: 25,
  silent: 26,
} as const;
const refusals = {
  failing: '503 Service Unavailable',
  failingToo: '503 Service Unavailable',
  busy: '486 Busy Here',
  forbidding: '403 Forbidden',
  unknowing: '604 Does Not Exist Anywhere',
} as const;

beforeAll(async () => {
  lab = await labStack({ slot: 200 });
  office = await anOffice(lab);
  const run = { keys: { user: 'gateway', from: '', rtp_port: '6000' }, trace: true, timeoutMs: 300_000 };
  const endings = Object.entries(refusals).map(([who, status]) => [who, { by: 'refusal', status }] as const);
  for (const [who, ending] of [...endings, ['answering', { by: 'caller' }] as const]) {
    const scenario = calleeScenario(ending, { ringMs: 0, stopAfterOne: false });
    const local = { address: lab.slot.peer(peer[who as keyof typeof peer]) };
    gateways.push(await startSipp({ ...run, scenario, local }));
  }
  silent = await SilentGateway.open(lab.slot.peer(peer.silent));
  trunk = await anIpTrunk(lab, lab.slot.peer(peer.answering), {
    name: 'Gateways',
    breaker: { enabled: false, openAfterFailures: 5 },
  });
  await patch(`/outbound-routes/${office.route.id}`, { trunkIds: [trunk.id], patterns: [{ match: '+1777X.' }] });
});

afterAll(async () => {
  silent?.close();
  for (const gateway of gateways) await gateway.kill();
  await lab?.stop();
});

async function patch(path: string, fields: object): Promise<void> {
  const answer = await lab.api.send('PATCH', `${path}?wait=applied`, fields);
  const status = answer.headers.get('Trunkline-Revision-Status');
  expect([answer.status, status], await answer.text()).toEqual([200, 'applied']);
}

const at = (who: keyof typeof peer, more: Partial<Gateway> = {}): Gateway => {
  return { host: lab.slot.peer(peer[who]), port: ports.sip, priority: 1, weight: 1, ...more };
};
const inOrder = (...who: (keyof typeof peer)[]) => who.map((each, priority) => at(each, { priority }));
const address = (who: keyof typeof peer) => `${lab.slot.peer(peer[who])}:${ports.sip}`;

const use = (gateways: Gateway[], more: object = {}) => patch(`/trunks/${trunk.id}`, { gateways, ...more });

let calls = 0;

/** Ada calls a number that nobody called before; what came of it, and how long it took until there was an answer. */
async function call(ending: CallerEnding): Promise<{ record: CallRecord; delayMs: number }> {
  calls += 1;
  const number = `+17770000${String(calls).padStart(3, '0')}`;
  const { done } = await office.adasPhone.call(number, ending, { pauseMs: 200, timeoutMs: 60_000 });
  const sip = await done;
  expect(sip, sip.errors).toMatchObject({ successful: 1, failed: 0 });
  const invite = sip.messages.findLast(({ sent, method }) => sent && method === 'INVITE');
  const final = sip.messages.find(({ status, cseqMethod, at: time }) => {
    return cseqMethod === 'INVITE' && status >= 200 && status !== 401 && time >= (invite?.at ?? 0);
  });
  const [record] = await recordsOf(lab, 1, ({ to }) => to === number);
  if (!record || !invite || !final) throw new Error('no record, or no answer');
  return { record, delayMs: final.at - invite.at };
}

const answered: CallerEnding = { by: 'caller' };
const refused = (status: number): CallerEnding => ({ by: 'refusal', status });
const tried = ({ record }: { record: CallRecord }) => record.attempts.map(({ gateway, sipCode }) => [gateway, sipCode]);

describe('what one gateway answers', () => {
  it('503: the next is asked, and the record tells both', async () => {
    await use(inOrder('failing', 'answering'));
    const found = await call(answered);
    expect(tried(found)).toEqual([
      [address('failing'), 503],
      [address('answering'), null],
    ]);
    expect(found.record).toMatchObject({ disposition: 'answered', trunkId: trunk.id });
    expect(found.delayMs).toBeLessThan(2000);
  });

  it('403: the next is asked', async () => {
    await use(inOrder('forbidding', 'answering'));
    expect(tried(await call(answered))).toEqual([
      [address('forbidding'), 403],
      [address('answering'), null],
    ]);
  });

  it('486: the call ends, unless the trunk says otherwise', async () => {
    await use(inOrder('busy', 'answering'));
    const found = await call(refused(486));
    expect(tried(found)).toEqual([[address('busy'), 486]]);
    expect(found.record.disposition).toBe('busy');
    await use(inOrder('busy', 'answering'), { failoverOn: ['busy'] });
    expect(tried(await call(answered))).toEqual([
      [address('busy'), 486],
      [address('answering'), null],
    ]);
  });

  it('604: the call ends', async () => {
    await use(inOrder('unknowing', 'answering'), { failoverOn: ['unreachable', 'failed', 'forbidden'] });
    expect(tried(await call(refused(404)))).toEqual([[address('unknowing'), 604]]);
  });

  it('all of them busy: the caller hears that, when it is what the last one said', async () => {
    await use(inOrder('failing', 'busy'), { failoverOn: ['failed', 'busy'] });
    const found = await call(refused(486));
    expect(tried(found)).toEqual([
      [address('failing'), 503],
      [address('busy'), 486],
    ]);
  });

  it('a route has its own mind', async () => {
    await use(inOrder('failing', 'answering'), { failoverOn: ['failed'] });
    await patch(`/outbound-routes/${office.route.id}`, { failoverOn: [] });
    expect(tried(await call(refused(503)))).toEqual([[address('failing'), 503]]);
    await patch(`/outbound-routes/${office.route.id}`, { failoverOn: null });
    expect(tried(await call(answered))).toHaveLength(2);
  });
});

it('with no line left none of the gateways is asked', async () => {
  await use(inOrder('failing', 'answering'), { maxCalls: 1 });
  const { done } = await office.bensPhone.call('+17779999999', answered, { pauseMs: 3000 });
  await waitFor('a call on the line', async () => (await lab.asteriskCommand('core show channels')).includes('Up'), {
    timeoutMs: 5000,
  });
  const found = await call(refused(503));
  expect(tried(found)).toEqual([[address('failing'), null]]);
  expect(await done).toMatchObject({ successful: 1 });
  await use(inOrder('failing', 'answering'), { maxCalls: null });
});

it('among equal ones the weights decide who is asked first', async () => {
  await use([at('failing', { weight: 2 }), at('failingToo', { weight: 1 })], { failoverOn: [] });
  for (let n = 0; n < 24; n += 1) {
    calls += 1;
    await (await office.adasPhone.call(`+1777100${calls}`, refused(503), { timeoutMs: 10_000 })).done;
  }
  const records = await recordsOf(lab, 24, ({ to }) => to?.startsWith('+1777100') ?? false);
  const first = records.map(({ attempts }) => attempts[0]?.gateway);
  const heavy = first.filter((gateway) => gateway === address('failing')).length;
  // 16 are expected, with a spread of 2.3.
  expect(heavy).toBeGreaterThan(6);
  expect(heavy).toBeLessThan(24);
  expect(records.every(({ attempts }) => attempts.length === 1)).toBe(true);
});

describe('a gateway that dies', () => {
  const bothTried = () => [
    [address('silent'), null],
    [address('answering'), null],
  ];

  // It lasts as long, so `npm run prove` alone does it.
  if (proving) {
    it('costs a call 32 s at most before it is missed', { timeout: 90_000 }, async () => {
      await use(inOrder('silent', 'answering'), { failoverOn: ['unreachable'] });
      silent.fallSilent();
      const found = await call(answered);
      expect(silent.invites.size).toBe(1);
      expect(tried(found)).toEqual(bothTried());
      expect(found.delayMs).toBeLessThan(34_000);
    });
  }

  it('costs nothing once OPTIONS found it silent, and the state of the trunk names it', async () => {
    await use(inOrder('silent', 'answering'), { failoverOn: ['unreachable'] });
    silent.fallSilent();
    const before = silent.invites.size;
    await lab.asteriskCommand(`pjsip qualify ${trunk.ref}`);
    const state = await waitFor(
      'the silent gateway in the state',
      async () => {
        const { state } = await lab.api.get<Trunk>(`/trunks/${trunk.id}`);
        return state.code === 'gateway_silent' ? state : undefined;
      },
      { timeoutMs: 30_000, everyMs: 200 },
    );
    expect(state).toMatchObject({ status: 'reachable', reason: `The gateway ${address('silent')} does not answer.` });
    const found = await call(answered);
    expect(found.delayMs).toBeLessThan(2000);
    expect(silent.invites.size).toBe(before);
    expect(tried(found)).toEqual(bothTried());
  });
});
