/**
 * The circuit breaker of a gateway: once its calls fail, calls go past it and take no longer than to the next one alone; the
 * record says so. An emergency call asks it all the same. Who resets it by hand has it asked at once, and without the agent it is
 * asked again by itself. Calls that the carrier refuses raise an alarm, told once.
 */
import type { CallRecord, Gateway, OutboundRoute, Trunk, TrunkHealth } from '@trunkline/contracts';
import { ports, waitFor } from '@trunkline/local-runtime';
import {
  anIpTrunk,
  anOffice,
  anOutboundRoute,
  calleeScenario,
  killPart,
  type LabStack,
  type LiveClient,
  labStack,
  type Office,
  recordsOf,
  type SippProcess,
  startSipp,
} from '@trunkline/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const peer = { failing: 20, forbidding: 21, answering: 22 } as const;
type Peer = keyof typeof peer;
const pauseSeconds = 4;

let lab: LabStack;
let office: Office;
let live: LiveClient;
let trunk: Trunk;
const gateways = new Map<Peer, SippProcess>();

beforeAll(async () => {
  lab = await labStack({ slot: 203, agentEnv: { BREAKER_PAUSE_SECONDS: String(pauseSeconds) } });
  office = await anOffice(lab);
  const endings = {
    failing: { by: 'refusal', status: '503 Service Unavailable' },
    forbidding: { by: 'refusal', status: '403 Forbidden' },
    answering: { by: 'caller' },
  } as const;
  const run = { keys: { user: 'gateway', from: '', rtp_port: '6000' }, trace: true, timeoutMs: 300_000 };
  for (const who of Object.keys(peer) as Peer[]) {
    const scenario = calleeScenario(endings[who], { ringMs: 0, stopAfterOne: false });
    gateways.set(who, await startSipp({ ...run, scenario, local: { address: lab.slot.peer(peer[who]) } }));
  }
  live = await lab.live();
  trunk = await anIpTrunk(lab, lab.slot.peer(peer.answering), {
    name: 'Gateways',
    breaker: { enabled: true, openAfterFailures: 3 },
  });
  await send('PATCH', `/outbound-routes/${office.route.id}`, {
    trunkIds: [trunk.id],
    patterns: [{ match: '+1777X.' }],
  });
});

afterAll(async () => {
  live?.close();
  for (const gateway of gateways.values()) await gateway.kill();
  await lab?.stop();
});

async function send<T>(method: 'POST' | 'PATCH', path: string, body: object): Promise<T> {
  const answer = await lab.api.send(method, `${path}?wait=applied`, body);
  const text = await answer.text();
  expect([answer.ok, answer.headers.get('Trunkline-Revision-Status')], text).toEqual([true, 'applied']);
  return JSON.parse(text) as T;
}

const address = (who: Peer) => `${lab.slot.peer(peer[who])}:${ports.sip}`;
const use = (...who: Peer[]) => {
  const gateways = who.map((each, priority): Gateway => {
    return { host: lab.slot.peer(peer[each]), port: ports.sip, priority, weight: 1 };
  });
  return send('PATCH', `/trunks/${trunk.id}`, { gateways });
};
const health = () => lab.api.get<TrunkHealth>(`/trunks/${trunk.id}/health`);
const breakerOf = async (who: Peer) =>
  (await health()).gateways.find(({ gateway }) => gateway === address(who))?.breaker;
const isOpen = () =>
  waitFor('the breaker to open', async () => (await breakerOf('failing')) === 'open', { timeoutMs: 5000, everyMs: 50 });
/** Until when calls go past it, as Asterisk has it (seconds since 1970); null: they do not. */
async function passedUntil(who: Peer): Promise<number | null> {
  const said = await lab.asteriskCommand(`database get tl-breaker ${trunk.ref}/${address(who)}`);
  const value = /Value: (\d+)/.exec(said)?.[1];
  return value === undefined ? null : Number(value);
}

/** How many calls have come to a gateway. */
const invitesAt = (who: Peer) => {
  const messages = gateways.get(who)?.messages() ?? [];
  return messages.filter(({ sent, method }) => !sent && method === 'INVITE').length;
};

let calls = 0;
const nextNumber = () => `+17770000${String(++calls).padStart(3, '0')}`;

/** Ada calls; how long it took until it was answered. */
async function place(number: string): Promise<number> {
  const sip = await (await office.adasPhone.call(number, { by: 'caller' }, { pauseMs: 100, timeoutMs: 30_000 })).done;
  expect(sip, sip.errors).toMatchObject({ successful: 1, failed: 0 });
  const invite = sip.messages.findLast(({ sent, method }) => sent && method === 'INVITE');
  const answer = sip.messages.find(({ status, cseqMethod }) => cseqMethod === 'INVITE' && status === 200);
  return (answer?.at ?? Number.NaN) - (invite?.at ?? 0);
}

async function recordOf(number: string): Promise<CallRecord> {
  const [record] = await recordsOf(lab, 1, ({ to }) => to === number);
  if (!record) throw new Error('no record');
  return record;
}
const tried = ({ attempts }: CallRecord) =>
  attempts.map(({ gateway, sipCode, skipped }) => [gateway, sipCode, skipped]);

async function call(number = nextNumber()): Promise<{ record: CallRecord; delayMs: number }> {
  const delayMs = await place(number);
  return { record: await recordOf(number), delayMs };
}

const asked = () => [
  [address('failing'), 503, null],
  [address('answering'), null, null],
];
const passed = () => [
  [address('failing'), null, 'breaker_open'],
  [address('answering'), null, null],
];

it('calls that a gateway forbids raise one alarm, which says how many there were', async () => {
  await use('forbidding', 'answering');
  const first = await call();
  expect(tried(first.record)[0]).toEqual([address('forbidding'), 403, null]);
  await call();
  const alarms = () => live.events.flatMap(({ event }) => (event.type === 'trunk.alarm' ? [event.data] : []));
  await live.until(() => alarms()[0], 5000, 'the alarm');
  expect(alarms()).toEqual([
    expect.objectContaining({
      ...{ trunkId: trunk.id, gateway: address('forbidding'), class: 'forbidden', sipCode: 403, calls: 1 },
      ...{
        callId: first.record.id,
        reason: `The gateway ${address('forbidding')} refused a call of this account (403).`,
      },
    }),
  ]);
  const { alarms: kept } = await health();
  expect(kept).toMatchObject([{ gateway: address('forbidding'), class: 'forbidden', calls: 2 }]);
});

describe('a gateway whose calls fail', () => {
  let directMs: number;

  beforeAll(async () => {
    await use('answering');
    directMs = (await call()).delayMs;
    await use('failing', 'answering');
  });

  it('is passed over after as many as the trunk says, which costs no time, and the trunk says so', async () => {
    for (let n = 0; n < 3; n += 1) expect(tried((await call()).record)).toEqual(asked());
    await isOpen();
    // It stays so for a few seconds only.
    const { gateways } = await health();
    expect(gateways).toMatchObject([
      { gateway: address('failing'), breaker: 'open', faults: 3, answerRatio: 0, score: 30 },
      { gateway: address('answering'), breaker: 'closed', faults: 0, answerRatio: 1, score: 100 },
    ]);
    expect(gateways[1]?.postDialDelayMs).toBeLessThan(2000);
    const before = invitesAt('failing');
    expect(before).toBe(3);
    const { record, delayMs } = await call();
    expect(tried(record)).toEqual(passed());
    expect(invitesAt('failing')).toBe(before);
    expect(record).toMatchObject({ disposition: 'answered', trunkId: trunk.id });
    // What two calls of the same kind differ by on a busy machine.
    expect(delayMs).toBeLessThan(directMs + 500);
    const told = await live.waitFor(({ type, data }) => {
      return type === 'trunk.state' && data.trunkId === trunk.id && data.code === 'breaker_open';
    });
    expect(told.event.data).toMatchObject({
      reason: `The last calls over ${address('failing')} failed: new ones go past it.`,
    });
  });

  it('is asked at once when somebody closes it, and by an emergency call while it is open', async () => {
    await lab.api.send('POST', `/trunks/${trunk.id}/breaker/reset`, { gateway: address('failing') });
    expect([await breakerOf('failing'), await passedUntil('failing')]).toEqual(['closed', null]);
    const body = anOutboundRoute({
      name: 'Emergency',
      emergency: true,
      trunkIds: [trunk.id],
      patterns: [{ match: '112', strip: 0, prepend: '' }],
    });
    await send<OutboundRoute>('POST', '/outbound-routes', body);
    for (let n = 0; n < 3; n += 1) expect(tried((await call()).record)).toEqual(asked());
    await isOpen();
    expect(tried((await call('112')).record)).toEqual(asked());
  });

  it('is asked again by itself, also with the agent dead', async () => {
    await isOpen();
    await killPart(lab.parts.agent);
    const until = await passedUntil('failing');
    expect(until).toBeLessThanOrEqual(Date.now() / 1000 + pauseSeconds + 1);
    await waitFor('the time to be over', () => Date.now() / 1000 > (until ?? Number.NaN), { timeoutMs: 10_000 });
    const number = nextNumber();
    await place(number);
    await lab.parts.agent.start();
    await lab.ready();
    expect(tried(await recordOf(number))).toEqual(asked());
    // It had failed again: what is read late counts all the same.
    await waitFor('it to be open again', async () => (await passedUntil('failing')) !== null, { timeoutMs: 10_000 });
  });
});
