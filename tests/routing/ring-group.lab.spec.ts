/**
 * Ring groups with real phones (SIPp) and the simulated carrier: all phones at once, one after the other, nobody there and
 * a call that goes on to a number outside, each way to be refused as the caller's phone gets it, and a call that is taken at
 * another phone. Last all of it again with API, agent and Postgres stopped. The records name who answered and who was tried.
 */
import type { CallRecord, ExtensionWithSecret, HangupReason, RingGroup, RingGroupCreate } from '@trunkline/contracts';
import { ports } from '@trunkline/local-runtime';
import {
  aNumber,
  anExtension,
  anOffice,
  aRingGroup,
  calleeScenario,
  create,
  type LabStack,
  labStack,
  type Office,
  recordsOf,
  registerScenario,
  runSipp,
  SippPhone,
  type SippProcess,
  startSipp,
} from '@trunkline/testing';
import { afterAll, beforeAll, expect, it } from 'vitest';

const did = '+15550200002';
/** Leads outside by itself. */
const forwarded = '+15550200003';
const outside = '+1555010001';

let lab: LabStack;
let office: Office;
let cleo: ExtensionWithSecret;
let cleosPhone: SippPhone;
/** Has no phone. */
let dan: ExtensionWithSecret;
let callers = 0;

const group = (fields: Partial<RingGroupCreate> & { members: string[] }): Promise<RingGroup> =>
  create<RingGroup>(lab, '/ring-groups', aRingGroup({ name: `Group ${fields.number}`, ...fields }));

beforeAll(async () => {
  lab = await labStack({ slot: 171 });
  office = await anOffice(lab);
  [cleo, dan] = await Promise.all([
    create<ExtensionWithSecret>(lab, '/extensions', anExtension({ number: '1003', name: 'Cleo' })),
    create<ExtensionWithSecret>(lab, '/extensions', anExtension({ number: '1004', name: 'Dan' })),
  ]);
  const pbx = { address: lab.slot.pbx, port: ports.sip };
  const { sipUsername: username, secret } = cleo;
  cleosPhone = new SippPhone({ address: lab.slot.peer(2), pbx, username, secret });
  const both = [office.ada.id, office.ben.id];
  const [all] = await Promise.all([
    group({ number: '600', members: [...both, dan.id] }),
    group({ number: '601', members: [dan.id, ...both], strategy: 'in_order', ringSeconds: 5 }),
    group({
      number: '602',
      members: [dan.id],
      noAnswer: { type: 'external', number: outside, outboundRouteId: office.route.id },
    }),
    group({ number: '603', members: [dan.id] }),
  ]);
  const over = { type: 'external', number: outside, outboundRouteId: office.route.id } as const;
  await Promise.all([
    create(lab, '/numbers', aNumber({ number: did, destination: { type: 'ring_group', ringGroupId: all.id } })),
    create(lab, '/numbers', aNumber({ number: forwarded, destination: over })),
  ]);
});

afterAll(() => lab?.stop());

/** A call of the carrier to the group, or to another number, from a number that no other call has. */
function callIn(number = did) {
  callers += 1;
  const callerNumber = `+1555010910${callers}`;
  return { callerNumber, placed: lab.carrier.callIn({ number, callerNumber }) };
}

async function wentWell(...phones: SippProcess[]): Promise<void> {
  for (const phone of phones) expect(await phone.done).toMatchObject({ successful: 1, failed: 0 });
}

/** The SIP user that an INVITE is for. */
const called = (method: string, text: string): string[] =>
  method === 'INVITE' ? [/^INVITE sip:([^@]*)@/.exec(text)?.[1] ?? ''] : [];

/** Who was rung, in order, and who of them answered. */
const legsOf = ({ legs }: CallRecord) =>
  legs
    .filter(({ role }) => role === 'callee')
    .map(({ extensionId, trunkId, answeredAt }) => [extensionId ?? trunkId, answeredAt !== null]);

/** The carrier calls, Ada's and Ben's phones ring together, and Ben answers. */
async function allAtOnce(): Promise<string> {
  const adas = await office.adasPhone.answer({ by: 'cancel' });
  const bens = await office.bensPhone.answer({ by: 'caller' }, { ringMs: 700 });
  const { callerNumber, placed } = callIn();
  const call = await placed;
  await call.answered;
  await call.hangup();
  await wentWell(adas, bens);
  return callerNumber;
}

function expectAllAtOnce(record: CallRecord | undefined): void {
  expect(record).toMatchObject({
    direction: 'inbound',
    to: did,
    toE164: did,
    disposition: 'answered',
    hangupCause: 16,
  });
  expect([...(record?.extensionIds ?? [])].sort()).toEqual([office.ada.id, office.ben.id].sort());
  expect(record && legsOf(record)).toEqual([
    [office.ada.id, false],
    [office.ben.id, true],
  ]);
}

it('given all at once, when the carrier calls the number, then both phones ring and the other one stops', async () => {
  const callerNumber = await allAtOnce();
  const [record] = await recordsOf(lab, 1, ({ from }) => from === callerNumber);
  expectAllAtOnce(record);
});

it('given in order, when the first does not answer, then the next one is called, and who has no phone is passed over', async () => {
  const adas = await office.adasPhone.answer({ by: 'cancel' });
  const bens = await office.bensPhone.answer({ by: 'caller' });
  const cleos = await cleosPhone.call('601', { by: 'caller' }, { pauseMs: 300 });
  await wentWell(cleos, adas, bens);
  const [record] = await recordsOf(lab, 1, ({ to }) => to === '601');
  expect(record).toMatchObject({ direction: 'internal', from: '1003', disposition: 'answered' });
  expect(record && legsOf(record)).toEqual([
    [office.ada.id, false],
    [office.ben.id, true],
  ]);
  const [, first, second] = record?.legs ?? [];
  const waited = Date.parse(second?.startedAt ?? '') - Date.parse(first?.startedAt ?? '');
  expect(waited).toBeGreaterThan(4500);
  expect(waited).toBeLessThan(7000);
});

it('given nobody is there, then it goes on at once to a number outside, and the record tells over which trunk', async () => {
  const cleos = await cleosPhone.call('602', { by: 'caller' }, { pauseMs: 500 });
  await wentWell(cleos);
  const [record] = await recordsOf(lab, 1, ({ to }) => to === '602');
  expect(record).toMatchObject({
    direction: 'outbound',
    disposition: 'answered',
    trunkId: office.trunk.id,
    routeId: office.route.id,
    attempts: [{ trunkId: office.trunk.id }],
  });
  expect(record?.durationSeconds).toBeLessThanOrEqual(2);
  expect(record && legsOf(record)).toEqual([[office.trunk.id, true]]);
});

it('given a number that leads outside, then the record of a call to it names that number and the trunk it went over', async () => {
  const { callerNumber, placed } = callIn(forwarded);
  const call = await placed;
  await call.answered;
  await call.hangup();
  const [record] = await recordsOf(lab, 1, ({ from }) => from === callerNumber);
  expect(record).toMatchObject({
    ...{ direction: 'inbound', disposition: 'answered', to: forwarded, toE164: forwarded },
    ...{ routeId: office.route.id, attempts: [{ trunkId: office.trunk.id }] },
  });
});

it('given nothing follows, then who calls hears that nobody is there, or that all are busy', async () => {
  await wentWell(await cleosPhone.call('603', { by: 'refusal', status: 480 }));
  const busy = { by: 'refusal', status: '486 Busy Here' } as const;
  const phones = [await office.adasPhone.answer(busy), await office.bensPhone.answer(busy)];
  await wentWell(await cleosPhone.call('600', { by: 'refusal', status: 486 }), ...phones);
  const records = await recordsOf(lab, 2, ({ from, to }) => from === '1003' && /^60[03]$/.test(to ?? ''));
  expect(records.map(({ to, disposition }) => [to, disposition]).sort()).toEqual([
    ['600', 'busy'],
    ['603', 'failed'],
  ]);
});

const answers: Record<HangupReason, number> = {
  unallocated: 404,
  busy: 486,
  no_answer: 480,
  unavailable: 480,
  rejected: 403,
  congestion: 503,
};

it('given a group refuses, then each reason is the answer that its word says', async () => {
  const reasons = Object.entries(answers);
  await Promise.all(
    reasons.map(([cause], n) =>
      group({
        number: `61${n}`,
        members: [dan.id],
        noAnswer: { type: 'hangup', cause: cause as HangupReason },
      }),
    ),
  );
  for (const [n, [, status]] of reasons.entries())
    await wentWell(await cleosPhone.call(`61${n}`, { by: 'refusal', status }));
});

it('given a contact that names another phone, then that one does not ring', async () => {
  const eve = await create<ExtensionWithSecret>(lab, '/extensions', anExtension({ number: '1005', name: 'Eve' }));
  await group({ number: '604', members: [eve.id, dan.id] });
  const { sipUsername: user, secret } = eve;
  const second = `&PJSIP/${office.ada.sipUsername}`;
  const local = { address: lab.slot.peer(3), port: ports.sip };
  const registered = await runSipp({
    scenario: registerScenario,
    local,
    remote: { address: lab.slot.pbx, port: ports.sip },
    keys: { user, expires: '60', visit: `1${second}` },
    auth: { username: user, password: secret },
  });
  expect(registered).toMatchObject({ successful: 1 });
  expect(await lab.asteriskCommand(`pjsip show aor ${user}`)).toContain(second);
  const adas = await office.adasPhone.answer({ by: 'caller' });
  const scenario = calleeScenario({ by: 'caller' }, { ringMs: 100, stopAfterOne: true });
  const eves = await startSipp({ scenario, local, keys: { user, from: '', rtp_port: '6000' } });
  await wentWell(await cleosPhone.call('604', { by: 'caller' }, { pauseMs: 300 }), eves);
  await adas.kill();
  const [record] = await recordsOf(lab, 1, ({ to }) => to === '604');
  expect(record && legsOf(record)).toEqual([[eve.id, true]]);
});

it('given fifty members with three phones each, then every member rings', { timeout: 60_000 }, async () => {
  const many = await Promise.all(
    Array.from({ length: 50 }, (_, n) =>
      lab.api.post<ExtensionWithSecret>(
        '/extensions',
        anExtension({ number: String(3000 + n), name: `Member ${n}`, maxContacts: 3 }),
      ),
    ),
  );
  await group({ number: '650', members: many.map(({ id }) => id) });
  const address = lab.slot.peer(4);
  const places = [5070, 5071, 5072];
  // As long as the contact of a phone that says much of itself.
  const scenario = registerScenario
    .replaceAll('[user]', '[field0]')
    .replaceAll('[authentication]', '[field1]')
    .replaceAll('visit=[visit]', `visit=${'x'.repeat(70)}`);
  const rows = many.map(({ sipUsername, secret }) => [
    sipUsername,
    `[authentication username=${sipUsername} password=${secret}]`,
  ]);
  const remote = { address: lab.slot.pbx, port: ports.sip };
  for (const port of places) {
    const load = { rows, calls: rows.length, callsPerSecond: 100, keys: { expires: '3600' }, timeoutMs: 20_000 };
    expect(await runSipp({ scenario, local: { address, port }, remote, ...load })).toMatchObject({ successful: 50 });
  }
  const ringing = calleeScenario({ by: 'cancel' }, { ringMs: 0, stopAfterOne: false });
  const keys = { user: 'many', from: '', rtp_port: '6000' };
  const phones = await Promise.all(
    places.map((port) => startSipp({ scenario: ringing, local: { address, port }, keys, trace: true })),
  );
  await wentWell(await cleosPhone.call('650', { by: 'cancel' }, { pauseMs: 1000 }));
  const [record] = await recordsOf(lab, 1, ({ to }) => to === '650');
  const rung = new Set(phones.flatMap((phone) => phone.messages().flatMap(({ text, method }) => called(method, text))));
  for (const phone of phones) await phone.kill();
  expect(record?.disposition).toBe('cancelled');
  // The caller's own extension is named as well.
  expect(record?.extensionIds).toHaveLength(51);
  expect([...rung].sort()).toEqual(many.map(({ sipUsername }) => sipUsername).sort());
});

it.each(['*8600', '*81001'])('given the group rings, when Ben dials %s, then he has the call', async (code) => {
  const adas = await office.adasPhone.answer({ by: 'cancel' });
  const live = await lab.live();
  const { callerNumber, placed } = callIn();
  const call = await placed;
  const rings = ({ type, data }: { type: string; data: object }) =>
    type.startsWith('call.') &&
    'legs' in data &&
    (data.legs as { extensionId: string | null }[]).some(({ extensionId }) => extensionId === office.ada.id);
  await live.waitFor((event) => rings(event), 10_000, 'the phone that rings');
  live.close();
  const bens = await office.bensPhone.call(code, { by: 'callee' });
  await call.answered;
  await call.hangup();
  await wentWell(adas, bens);
  const [record] = await recordsOf(lab, 1, ({ from }) => from === callerNumber);
  expect(record).toMatchObject({ direction: 'inbound', to: did, disposition: 'answered' });
  expect(record && legsOf(record).filter(([, answered]) => answered)).toEqual([[office.ben.id, true]]);
});

it('given API, agent and Postgres are stopped, then all of it works, and has its records when they are back', async () => {
  const { api, agent, postgres } = lab.parts;
  for (const part of [api, agent, postgres]) await part.stop();
  await expect(fetch(`${lab.api.baseUrl}/api/v1/health`)).rejects.toThrow();
  const callerNumber = await allAtOnce();
  await wentWell(await cleosPhone.call('602', { by: 'caller' }, { pauseMs: 300 }));
  for (const part of [postgres, agent, api]) await part.start();
  const [record] = await recordsOf(lab, 1, ({ from }) => from === callerNumber);
  expectAllAtOnce(record);
  const over = await recordsOf(lab, 2, ({ to }) => to === '602');
  expect(over).toHaveLength(2);
  for (const { attempts } of over) expect(attempts).toMatchObject([{ trunkId: office.trunk.id }]);
});
