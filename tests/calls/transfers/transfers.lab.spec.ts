/**
 * Phones hand calls on, by REFER alone (blind) and after a call of their own (attended, REFER with Replaces), and take a
 * call that rings elsewhere (*8), or that waits in a parking place (*71 to *79). The stream joins what belongs together: a call that turns out to be part of another one
 * ends with call.merged and names it, exactly one call.ended is told for all of it, and there is one record, from the first
 * answer to the last BYE as the phones saw them.
 */
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Call, CallRecord, ExtensionWithSecret } from '@trunkline/contracts';
import { ports } from '@trunkline/local-runtime';
import {
  allRecords,
  anExtension,
  anOffice,
  callOf,
  create,
  type FollowedCall,
  followCall,
  type LabStack,
  type LiveClient,
  labStack,
  type Office,
  recordOf,
  SippPhone,
  type SippResult,
} from '@trunkline/testing';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';

let lab: LabStack;
let office: Office;
let cleo: ExtensionWithSecret;
let cleosPhone: SippPhone;
let live: LiveClient;

beforeAll(async () => {
  lab = await labStack({ slot: 200 });
  office = await anOffice(lab);
  cleo = await create<ExtensionWithSecret>(lab, '/extensions', anExtension({ number: '1003', name: 'Cleo' }));
  const { sipUsername: username, secret } = cleo;
  const pbx = { address: lab.slot.pbx, port: ports.sip };
  cleosPhone = new SippPhone({ address: lab.slot.peer(2), pbx, username, secret });
});
beforeEach(async () => {
  live = await lab.live();
});
afterEach(async () => {
  live?.close();
  // A phone that does not answer OPTIONS for 3 s is unreachable until it is asked again, however often it registers
  // meanwhile. These are gone between two calls, so they take leave.
  await Promise.all([office.adasPhone.register(0), office.bensPhone.register(0)]);
});
afterAll(async () => {
  await lab?.stop();
});

const told = (type: string): Call[] => live.events.filter(({ event }) => event.type === type).map(callOf);
const statesOf = (id: string) => [...new Set(live.callEvents(id).map((arrived) => callOf(arrived).state))];
const of =
  ({ id }: { id: string }) =>
  (leg: { extensionId: string | null }) =>
    leg.extensionId === id;
const idsOf = (...extensions: { id: string }[]) => extensions.map(({ id }) => id);
const legsOf = ({ legs }: Pick<Call, 'legs'> | Pick<CallRecord, 'legs'>) =>
  legs.map(({ role, extensionId, trunkId }) => [role, extensionId ?? trunkId]);

/** What both phones did to the end, as it should be. */
async function wentWell(...phones: { done: Promise<SippResult> }[]): Promise<SippResult[]> {
  const results = await Promise.all(phones.map(({ done }) => done));
  for (const result of results) expect(result, story(result)).toMatchObject({ exitCode: 0, successful: 1, failed: 0 });
  return results;
}

/** SIPp's errors, and the first line of every message it sent and got. */
function story({ errors, messages }: SippResult): string {
  const lines = messages.map(
    ({ at, sent, text, cseqMethod }) =>
      `${new Date(at).toISOString()} ${sent ? '>' : '<'} ${text.split('\n', 1)[0]?.trim()} (${cseqMethod})`,
  );
  return [errors, ...lines].join('\n');
}

/** Seconds from the answer that the first phone sent or got to the last BYE of the other. */
function spoken(first: SippResult | undefined, last: SippResult | undefined): number {
  const answer = first?.messages.find(({ status, cseqMethod }) => status === 200 && cseqMethod === 'INVITE');
  const bye = last?.messages.findLast(({ method }) => method === 'BYE');
  if (!answer || !bye) throw new Error('the call was not answered, or did not end');
  return (bye.at - answer.at) / 1000;
}

/** Expects that the records made since then are one, that of `call`, with `seconds` billed, one more or one less. */
async function onlyRecord(call: FollowedCall, seconds: number): Promise<CallRecord> {
  const since = encodeURIComponent(callOf(call.started).startedAt);
  const records = await allRecords(lab, `from=${since}`);
  expect(records.map(({ id }) => id)).toEqual([call.id]);
  expect(call.record).toMatchObject({ disposition: 'answered', endReason: 'hangup', hangupCause: 16 });
  expect(Math.abs(call.record.billedSeconds - seconds)).toBeLessThanOrEqual(1);
  return call.record;
}

it('given a blind transfer of a call in, then it is one call to both extensions, and one record', async () => {
  const ben = await office.bensPhone.answer({ by: 'callee' }, { pauseMs: 2000 });
  const ada = await office.adasPhone.handOn('blind', '1002');
  const placed = await lab.carrier.callIn({ number: office.number.number, callerNumber: '+15550109021' });
  const call = await followCall(lab, live, ({ from }) => from.number === '+15550109021');
  const [adas, bens] = await wentWell(ada, ben);
  expect(await placed.ended).toMatchObject({ answered: true });
  expect(told('call.started')).toHaveLength(1);
  expect(told('call.ended')).toHaveLength(1);
  const legs = [
    ['caller', office.trunk.id],
    ['callee', office.ada.id],
    ['callee', office.ben.id],
  ];
  expect(callOf(call.ended)).toMatchObject({
    direction: 'inbound',
    from: { number: '+15550109021', e164: '+15550109021' },
    to: { e164: office.number.number },
    trunkName: office.trunk.name,
    numberId: office.number.id,
    extensionIds: idsOf(office.ada, office.ben),
    endReason: 'hangup',
  });
  expect(legsOf(callOf(call.ended))).toEqual(legs);
  const record = await onlyRecord(call, spoken(adas, bens));
  expect(record).toMatchObject({ direction: 'inbound', extensionIds: idsOf(office.ada, office.ben) });
  expect(legsOf(record)).toEqual(legs);
});

it('given an attended transfer, then the question to the colleague becomes part of the call', async () => {
  const ben = await office.bensPhone.answer({ by: 'callee' }, { pauseMs: 2500 });
  const ada = await office.adasPhone.handOn('attended', '1002', { pauseMs: 600 });
  const placed = await lab.carrier.callIn({ number: office.number.number, callerNumber: '+15550109022' });
  const call = await followCall(lab, live, ({ from }) => from.number === '+15550109022');
  const [adas, bens] = await wentWell(ada, ben);
  expect(await placed.ended).toMatchObject({ answered: true });
  // The carrier's caller was held by a re-INVITE while Ada asked.
  expect(statesOf(call.id)).toEqual(expect.arrayContaining(['up', 'held', 'ended']));
  const [second] = told('call.started').filter(({ id }) => id !== call.id);
  expect(told('call.merged')).toMatchObject([{ id: second?.id, mergedInto: call.id, endReason: 'merged' }]);
  expect(told('call.ended').map(({ id }) => id)).toEqual([call.id]);
  const legs = [
    ['caller', office.trunk.id],
    ['callee', office.ada.id],
    ['callee', office.ada.id],
    ['callee', office.ben.id],
  ];
  expect(callOf(call.ended)).toMatchObject({ direction: 'inbound', extensionIds: idsOf(office.ada, office.ben) });
  expect(legsOf(callOf(call.ended))).toEqual(legs);
  const record = await onlyRecord(call, spoken(adas, bens));
  expect(record).toMatchObject({ direction: 'inbound', extensionIds: idsOf(office.ada, office.ben) });
  expect(legsOf(record)).toEqual(legs);
  // The question has never had a record: it was known to be part of the call before its own channels were gone.
  expect((await lab.api.send('GET', `/call-records/${second?.id}`)).status).toBe(404);
});

it('given it still rings at the colleague when Ada hands the call over, then it is one call all the same', async () => {
  const ben = await office.bensPhone.answer({ by: 'callee' }, { pauseMs: 1500, ringMs: 1200 });
  const ada = await office.adasPhone.handOn('ringing', '1002', { pauseMs: 400 });
  await lab.carrier.callIn({ number: office.number.number, callerNumber: '+15550109023' });
  const call = await followCall(lab, live, ({ from }) => from.number === '+15550109023');
  const [adas, bens] = await wentWell(ada, ben);
  const [second] = told('call.started').filter(({ id }) => id !== call.id);
  expect(told('call.merged')).toMatchObject([{ id: second?.id, mergedInto: call.id }]);
  expect(told('call.ended').map(({ id }) => id)).toEqual([call.id]);
  const legs = [
    ['caller', office.trunk.id],
    ['callee', office.ada.id],
    ['callee', office.ada.id],
    ['callee', office.ben.id],
  ];
  expect(legsOf(callOf(call.ended))).toEqual(legs);
  expect(legsOf(await onlyRecord(call, spoken(adas, bens)))).toEqual(legs);
});

it('given a blind transfer of a call out, then the carrier goes on with the colleague in the same call', async () => {
  const ben = await office.bensPhone.answer({ by: 'callee' }, { pauseMs: 2000 });
  const ada = await office.adasPhone.handOn('blind', '1002', { number: '+1555010001' });
  const call = await followCall(lab, live, ({ from }) => from.extensionId === office.ada.id);
  const [adas, bens] = await wentWell(ada, ben);
  expect(told('call.ended')).toHaveLength(1);
  expect(callOf(call.ended)).toMatchObject({
    direction: 'outbound',
    to: { number: '+1555010001', e164: '+1555010001' },
    routeName: office.route.name,
    extensionIds: idsOf(office.ada, office.ben),
  });
  const record = await onlyRecord(call, spoken(adas, bens));
  expect(record).toMatchObject({
    direction: 'outbound',
    toE164: '+1555010001',
    routeId: office.route.id,
    attempts: [{ trunkId: office.trunk.id }],
  });
  expect(legsOf(record)).toEqual([
    ['caller', office.ada.id],
    ['callee', office.trunk.id],
    ['callee', office.ben.id],
  ]);
});

it('given it rings at Ben, when Ada dials *8 and his number, then she has the call, and it is one call', async () => {
  const ben = await office.bensPhone.answer({ by: 'cancel' });
  const cleos = await cleosPhone.call('1002', { by: 'caller' }, { pauseMs: 2500 });
  await live.waitFor(
    ({ type, data }) => type.startsWith('call.') && 'legs' in data && data.legs.some(of(office.ben)),
    10_000,
    'the leg that rings',
  );
  const adas = await office.adasPhone.call('*81002', { by: 'callee' });
  const call = await followCall(lab, live, ({ from }) => from.extensionId === cleo.id);
  const [cleosEnd] = await wentWell(cleos, adas, ben);
  const [second] = told('call.started').filter(({ id }) => id !== call.id);
  expect(told('call.merged')).toMatchObject([
    { id: second?.id, mergedInto: call.id, from: { extensionId: office.ada.id } },
  ]);
  expect(told('call.ended').map(({ id }) => id)).toEqual([call.id]);
  const legs = [
    ['caller', cleo.id],
    ['callee', office.ben.id],
    ['callee', office.ada.id],
  ];
  expect(callOf(call.ended)).toMatchObject({
    to: { number: '1002', extensionId: office.ada.id },
    extensionIds: idsOf(cleo, office.ben, office.ada),
  });
  expect(legsOf(callOf(call.ended))).toEqual(legs);
  const record = await onlyRecord(call, spoken(cleosEnd, cleosEnd));
  expect(record).toMatchObject({ to: '1002', extensionIds: idsOf(cleo, office.ben, office.ada) });
  expect(legsOf(record)).toEqual(legs);
  expect((await lab.api.send('GET', `/call-records/${second?.id}`)).status).toBe(404);
});

it('given nothing rings there, when it is picked up, then the phone learns so', async () => {
  const adas = await office.adasPhone.call('*81002', { by: 'refusal', status: 404 });
  await wentWell(adas);
});

/** Ada answers a call in and hands it on to a place; resolves with what the carrier placed, and the call. */
async function parked(place: string, callerNumber: string) {
  const ada = await office.adasPhone.handOn('blind', place);
  const placed = await lab.carrier.callIn({ number: office.number.number, callerNumber });
  await wentWell(ada);
  const waiting = await live.waitFor(
    ({ type, data }) =>
      type === 'call.updated' && data.from.number === callerNumber && data.state === 'held' && open(data).length === 1,
    10_000,
    'the call that waits',
  );
  return { placed, id: callOf(waiting).id };
}
const open = ({ legs }: Pick<Call, 'legs'>) => legs.filter(({ state }) => state !== 'ended');

it('given two parked calls, when Ben dials the place of one, then he has that call, and it is one call', async () => {
  const [first, second] = [await parked('*71', '+15550109031'), await parked('*72', '+15550109032')];
  const bens = await office.bensPhone.call('*71', { by: 'caller' }, { pauseMs: 1500 });
  const call = await followCall(lab, live, ({ from }) => from.number === '+15550109031');
  await wentWell(bens);
  expect(await first.placed.ended).toMatchObject({ answered: true });
  expect(call.id).toBe(first.id);
  expect(told('call.merged')).toMatchObject([{ mergedInto: call.id, from: { extensionId: office.ben.id } }]);
  expect(told('call.ended').map(({ id }) => id)).toEqual([call.id]);
  const legs = [
    ['caller', office.trunk.id],
    ['callee', office.ada.id],
    ['callee', office.ben.id],
  ];
  expect(legsOf(callOf(call.ended))).toEqual(legs);
  expect(legsOf(call.record)).toEqual(legs);
  expect(call.record).toMatchObject({ disposition: 'answered', extensionIds: idsOf(office.ada, office.ben) });

  // The other one waits all the while, until its caller has had enough.
  expect(told('call.updated').findLast(({ id }) => id === second.id)).toMatchObject({ state: 'held' });
  await second.placed.hangup();
  await live.waitFor(({ type, data }) => type === 'call.ended' && data.id === second.id, 10_000, 'the end');
  const record = await recordOf(lab, second.id);
  expect(legsOf(record)).toEqual(legs.slice(0, 2));
});

it('given a taken place, then the call rings again at who has handed it on', async () => {
  const first = await parked('*73', '+15550109033');
  const ada = await office.adasPhone.handOn('blind', '*73', { stopAfterOne: false });
  const placed = await lab.carrier.callIn({ number: office.number.number, callerNumber: '+15550109034' });
  const back = await live.waitFor(
    ({ type, data }) =>
      type === 'call.updated' &&
      data.from.number === '+15550109034' &&
      data.legs.filter(of(office.ada)).filter(({ answeredAt }) => answeredAt !== null).length > 1,
    15_000,
    'Ada to be rung again',
  );
  await Promise.all([placed.hangup(), first.placed.hangup()]);
  await live.waitFor(({ type, data }) => type === 'call.ended' && data.id === callOf(back).id, 10_000, 'the end');
  await ada.kill();
});

it('given it waits too long, then it rings again at who has handed it on', async () => {
  const conf = join(lab.directory, 'pbx/etc/res_parking.conf');
  await writeFile(conf, (await readFile(conf, 'utf8')).replace(/^parkingtime = .*/m, 'parkingtime = 3'));
  await lab.asteriskCommand('module reload res_parking.so');
  const first = await parked('*74', '+15550109035');
  const ada = await office.adasPhone.answer({ by: 'callee' }, { pauseMs: 500 });
  await wentWell(ada);
  const call = await followCall(lab, live, ({ id }) => id === first.id);
  expect(legsOf(call.record)).toEqual([
    ['caller', office.trunk.id],
    ['callee', office.ada.id],
    ['callee', office.ada.id],
  ]);
});

it('given nobody waits there, when a place is dialled, then the phone learns so', async () => {
  await wentWell(await office.bensPhone.call('*75', { by: 'refusal', status: 404 }));
});
