/**
 * Who may call out, over whom, and which number is shown: routes for groups of extensions, with a PIN, by price, and for emergency numbers.
 * Carriers are SIPp, which refuse every call and keep what they were asked; a call that a rule ends never reaches them. A
 * phone that hands a call on, by REFER or by a redirection, calls with its own rights. The last test has nothing but Asterisk.
 */
import { setTimeout as delay } from 'node:timers/promises';
import type { OutboundRoute, OutboundRouteCreate, Trunk } from '@trunkline/contracts';
import { ports, waitFor } from '@trunkline/local-runtime';
import {
  anIpTrunk,
  anOffice,
  anOutboundRoute,
  calleeScenario,
  callerScenario,
  create,
  type LabStack,
  labStack,
  type Office,
  RtpEndpoint,
  recordsOf,
  type SippProcess,
  startSipp,
} from '@trunkline/testing';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';

let lab: LabStack;
let office: Office;
let trunks: Trunk[];
let carriers: SippProcess[];
const routes = new Map<string, OutboundRoute>();
/** How many calls each carrier was asked for before the test. */
let before: number[];

const hash = 11;
const adasNumber = '+15550200001';

beforeAll(async () => {
  lab = await labStack({ slot: 216 });
  office = await anOffice(lab);
  const patch = (id: string, body: object) => lab.api.send('PATCH', `/extensions/${id}`, body);
  await patch(office.ada.id, { groups: ['staff', 'sales'], callerId: adasNumber });
  await patch(office.ben.id, { groups: ['lobby'] });
  carriers = [];
  trunks = [];
  const fields = [
    { callerId: '+15550200090', callerIdPolicy: 'fallback' as const },
    { maxCalls: 1, hideCaller: true },
  ];
  for (const [n, status] of ['404 Not Found', '486 Busy Here'].entries()) {
    const address = lab.slot.peer(20 + n);
    carriers.push(
      await startSipp({
        scenario: calleeScenario({ by: 'refusal', status }, { ringMs: 0, stopAfterOne: false }),
        local: { address },
        keys: { user: 'carrier', from: '', rtp_port: '6000' },
        trace: true,
        timeoutMs: 300_000,
      }),
    );
    trunks.push(await anIpTrunk(lab, address, { name: `Carrier ${n}`, ...fields[n] }));
  }
  const [first, second] = trunks.map(({ id }) => id);
  const route = async (name: string, match: string, more: Partial<OutboundRouteCreate> = {}) => {
    const body = anOutboundRoute({
      name,
      patterns: [{ match, strip: 0, prepend: '' }],
      trunkIds: [first ?? ''],
      ...more,
    });
    routes.set(name, await create<OutboundRoute>(lab, '/outbound-routes', body));
  };
  await route('For staff', '50XX', { allowedGroups: ['boss', 'staff'] });
  await route('With a PIN', '51XX', { pin: '24680' });
  await route('By area', '5[2-4]XX', {
    callerId: '+15550200050',
    areaCallerIds: [
      { prefix: '53', callerId: '+15550200053' },
      { prefix: '+531', callerId: '+15550200531' },
    ],
  });
  await route('Everybody', '55XX');
  // The second carrier has one line, and a number that is busy ends other calls.
  await route('Emergency', '112', { emergency: true, trunkIds: [second ?? '', first ?? ''] });
  const limited = { name: 'Limited', trunkIds: [second ?? ''] };
  await route('Limited', '56XX', limited);
  // Under 571 the first carrier is cheaper, under 57 else the second one; nobody has a price for 58.
  const prices = [{ 57: '0.02', 571: '0.005' }, { 57: '0.01' }];
  for (const [n, each] of prices.entries()) {
    const rates = Object.entries(each).map(([prefix, price]) => ({ prefix, price, name: null }));
    await lab.api.send('PUT', `/trunks/${trunks[n]?.id}/rates`, { currency: 'EUR', rates });
  }
  const compared = { order: 'least_cost', failoverOn: ['busy'], trunkIds: [first ?? '', second ?? ''] } as const;
  await route('Cheapest', '5[78]XX', {
    ...compared,
    failoverOn: [...compared.failoverOn],
    trunkIds: [...compared.trunkIds],
  });
});

beforeEach(() => {
  before = carriers.map((_, n) => invites(n).length);
});

afterAll(async () => {
  for (const carrier of carriers ?? []) await carrier.kill();
  await lab?.stop();
});

const invites = (n: number) =>
  carriers[n]?.messages().filter(({ sent, method }) => !sent && method === 'INVITE') ?? expect.fail('no such carrier');

/** What a carrier was asked for since the test began: the number, and the one that it was shown. */
const askedOf = (n: number): [string, string][] => {
  const user = (text: string, header: RegExp) => header.exec(text)?.[1] ?? '';
  const all = invites(n).slice(before[n] ?? 0);
  return all.map(({ text }) => [user(text, /^INVITE sip:([^@]*)@/), user(text, /^From:.*<sip:([^@>]*)/m)]);
};

async function refused(phone: Office['adasPhone'], number: string, status: number): Promise<void> {
  const { successful, errors } = await (await phone.call(number, { by: 'refusal', status })).done;
  expect([successful, errors], number).toEqual([1, errors]);
}

describe('given a route for groups of extensions', () => {
  it('then an extension in one of them reaches the carrier, and another one is refused, as its record says', async () => {
    await refused(office.adasPhone, '5001', 404);
    expect(askedOf(0)).toEqual([['5001', adasNumber]]);
    await refused(office.bensPhone, '5002', 403);
    expect(askedOf(0)).toHaveLength(1);
    const [record] = await recordsOf(lab, 1, ({ to }) => to === '5002');
    expect(record).toMatchObject({
      routeId: routes.get('For staff')?.id,
      hangupCause: 21,
      attempts: [],
      billedSeconds: 0,
    });
  });

  it('then who hands a call on to it has to be in one of them, by REFER or by a redirection of the phone', async () => {
    // Ben calls Ada, who hands him on: it is she who calls.
    const ada = await office.adasPhone.handOn('blind', '5003');
    const ben = await office.bensPhone.call('1001', { by: 'callee' });
    await Promise.all([ada.done, ben.done]);
    expect(askedOf(0)).toEqual([['5003', '+15550200090']]);
    const bens = await office.bensPhone.handOn('blind', '5004');
    const adas = await office.adasPhone.call('1002', { by: 'callee' });
    await Promise.all([bens.done, adas.done]);
    expect(askedOf(0)).toHaveLength(1);

    await redirecting(office.bensPhone, 1, '5005', () => refused(office.adasPhone, '1002', 480));
    expect(askedOf(0)).toHaveLength(1);
    await redirecting(office.adasPhone, 0, '5006', () => refused(office.bensPhone, '1001', 480));
    expect(askedOf(0).at(-1)?.[0]).toBe('5006');
  });
});

/** While the phone answers with 302 to a number. */
async function redirecting(phone: Office['adasPhone'], peer: number, to: string, during: () => Promise<void>) {
  await phone.register(0);
  await phone.register();
  const scenario = calleeScenario({ by: 'refusal', status: '302 Moved Temporarily' }, { ringMs: 0 });
  const run = await startSipp({
    scenario: scenario.replaceAll('sip:[user]@[local_ip]:[local_port]', `sip:${to}@${lab.slot.pbx}`),
    local: { address: lab.slot.peer(peer) },
    keys: { user: 'phone', from: '', rtp_port: '6000' },
    trace: true,
    timeoutMs: 30_000,
  });
  await during();
  await run.done;
  await phone.register(0);
}

describe('given a route with a PIN', () => {
  /** Calls a number of the route and types digits when it hears the dial tone. */
  async function typing(digits: readonly number[], status: number): Promise<void> {
    const rtp = await RtpEndpoint.open({ address: lab.slot.peer(0), frequency: 600 });
    const call = await office.adasPhone.call('5101', { by: 'refusal', status }, { rtpPort: rtp.port });
    await waitFor('the dial tone', async () => rtp.heard().length > 1600, { timeoutMs: 5000, everyMs: 20 });
    for (const digit of digits) {
      rtp.press(digit);
      // As fast as people type; nothing tells that a digit was taken.
      await delay(150);
    }
    const { successful, errors } = await call.done;
    rtp.close();
    expect([successful, errors]).toEqual([1, errors]);
  }

  it('then the carrier is asked once it was typed, and the call is not answered before', async () => {
    await typing([2, 4, 6, 8, 0, hash], 404);
    expect(askedOf(0)).toMatchObject([['5101', adasNumber]]);
    const [record] = await recordsOf(lab, 1, ({ to }) => to === '5101');
    expect(record).toMatchObject({ disposition: 'failed', sipCode: 404, billedSeconds: 0 });
  });

  it('then three wrong ones, of which one is nothing at all, end the call', async () => {
    await typing([2, 4, 6, 8, hash, hash, 2, 4, 6, 8, 0, 0, hash], 403);
    expect(askedOf(0)).toEqual([]);
  });
});

it('given numbers to be shown, then it is that of the area, of the route, of the extension or of the trunk', async () => {
  for (const number of ['5200', '5300', '5310']) await refused(office.adasPhone, number, 404);
  await refused(office.adasPhone, '5500', 404);
  await refused(office.bensPhone, '5500', 404);
  expect(askedOf(0)).toEqual([
    ['5200', '+15550200050'],
    ['5300', '+15550200053'],
    ['5310', '+15550200531'],
    ['5500', adasNumber],
    ['5500', '+15550200090'],
  ]);
});

it('given what carriers charge, then the cheapest by the longest prefix is asked first, and the next after its failure', async () => {
  // The second carrier is busy, after which the first is asked; what that says ends the call.
  for (const number of ['5700', '5710', '5711', '5720', '5800']) await refused(office.adasPhone, number, 404);
  expect(askedOf(1).map(([number]) => number)).toEqual(['5700', '5720']);
  expect(askedOf(0).map(([number]) => number)).toEqual(['5700', '5710', '5711', '5720', '5800']);
  const [record] = await recordsOf(lab, 1, ({ to }) => to === '5720');
  expect(record?.attempts.map(({ trunkId }) => trunkId)).toEqual([trunks[1]?.id, trunks[0]?.id]);
});

it('given API, agent and Postgres are stopped, then the cheapest carrier is asked, and an emergency call goes out past a busy line and a refusal, with its number', async () => {
  const { api, agent, postgres } = lab.parts;
  for (const part of [api, agent, postgres]) await part.stop();
  await refused(office.adasPhone, '5701', 404);
  await refused(office.adasPhone, '5600', 486);
  // The second carrier has one line, and this call takes it.
  const ada = await office.adasPhone.answer({ by: 'caller' }, { ringMs: 0 });
  const held = await startSipp({
    scenario: callerScenario({ by: 'caller' }, { digest: false }),
    local: { address: lab.slot.peer(21), port: 5070 },
    remote: { address: lab.slot.pbx, port: ports.sip },
    service: office.number.number,
    keys: { user: 'caller', from: '', rtp_port: '6000' },
    pauseMs: 1500,
    trace: true,
  });
  await waitFor('Ada to answer', async () => ada.messages().some(({ method }) => method === 'ACK'), {
    timeoutMs: 5000,
    everyMs: 20,
  });
  await refused(office.bensPhone, '5601', 503);
  await refused(office.bensPhone, '112', 503);
  await Promise.all([held.done, ada.done]);
  // Carrier 1 hides who calls, but not from those who have to come.
  expect(askedOf(1)).toEqual([
    ['5701', 'anonymous'],
    ['5600', 'anonymous'],
    ['112', '1002'],
  ]);
  expect(askedOf(0)).toEqual([
    ['5701', adasNumber],
    ['112', '+15550200090'],
  ]);
});
