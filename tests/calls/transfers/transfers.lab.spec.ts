/**
 * Phones hand calls on, by REFER alone (blind) and after a call of their own (attended, REFER with Replaces), and take a
 * call that rings elsewhere (*8). The stream joins what belongs together: a call that turns out to be part of another one
 * ends with call.merged and names it, and exactly one call.ended is told for all of it.
 */
import type { Call, ExtensionWithSecret } from '@trunkline/contracts';
import { ports } from '@trunkline/local-runtime';
import {
  anExtension,
  anOffice,
  callOf,
  create,
  followCall,
  type LabStack,
  type LiveClient,
  labStack,
  type Office,
  SippPhone,
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
afterEach(() => live?.close());
afterAll(async () => {
  await lab?.stop();
});

const told = (type: string): Call[] => live.events.filter(({ event }) => event.type === type).map(callOf);
const statesOf = (id: string) => [...new Set(live.callEvents(id).map((arrived) => callOf(arrived).state))];

it('given a blind transfer of a call in, then it is one call to both extensions, and one record', async () => {
  const ben = await office.bensPhone.answer({ by: 'callee' }, { pauseMs: 800 });
  const ada = await office.adasPhone.handOn('blind', '1002');
  const placed = await lab.carrier.callIn({ number: office.number.number, callerNumber: '+15550109021' });
  const call = await followCall(lab, live, ({ from }) => from.number === '+15550109021');
  const [adas, bens] = await Promise.all([ada.done, ben.done]);
  expect(adas, adas.errors).toMatchObject({ successful: 1, failed: 0 });
  expect(bens, bens.errors).toMatchObject({ successful: 1, failed: 0 });
  expect(await placed.ended).toMatchObject({ answered: true });
  expect(told('call.started')).toHaveLength(1);
  expect(told('call.ended')).toHaveLength(1);
  expect(callOf(call.ended)).toMatchObject({
    direction: 'inbound',
    from: { number: '+15550109021', e164: '+15550109021' },
    to: { e164: office.number.number },
    trunkName: office.trunk.name,
    numberId: office.number.id,
    extensionIds: [office.ada.id, office.ben.id],
    endReason: 'hangup',
  });
  expect(call.record.extensionIds).toEqual([office.ada.id, office.ben.id]);
});

it('given an attended transfer, then the question to the colleague becomes part of the call', async () => {
  const ben = await office.bensPhone.answer({ by: 'callee' }, { pauseMs: 2500 });
  const ada = await office.adasPhone.handOn('attended', '1002', { pauseMs: 600 });
  const placed = await lab.carrier.callIn({ number: office.number.number, callerNumber: '+15550109022' });
  const call = await followCall(lab, live, ({ from }) => from.number === '+15550109022');
  const [adas, bens] = await Promise.all([ada.done, ben.done]);
  expect(adas, adas.errors).toMatchObject({ successful: 1, failed: 0 });
  expect(bens, bens.errors).toMatchObject({ successful: 1, failed: 0 });
  expect(await placed.ended).toMatchObject({ answered: true });
  // The carrier's caller was held by a re-INVITE while Ada asked.
  expect(statesOf(call.id)).toEqual(expect.arrayContaining(['up', 'held', 'ended']));
  const [second] = told('call.started').filter(({ id }) => id !== call.id);
  expect(told('call.merged')).toMatchObject([{ id: second?.id, mergedInto: call.id, endReason: 'merged' }]);
  expect(told('call.ended').map(({ id }) => id)).toEqual([call.id]);
  expect(callOf(call.ended)).toMatchObject({ direction: 'inbound', extensionIds: [office.ada.id, office.ben.id] });
  expect(callOf(call.ended).legs).toHaveLength(4);
});

it('given a blind transfer of a call out, then the carrier goes on with the colleague in the same call', async () => {
  const ben = await office.bensPhone.answer({ by: 'callee' }, { pauseMs: 800 });
  const ada = await office.adasPhone.handOn('blind', '1002', { number: '+1555010001' });
  const call = await followCall(lab, live, ({ from }) => from.extensionId === office.ada.id);
  const [adas, bens] = await Promise.all([ada.done, ben.done]);
  expect(adas, adas.errors).toMatchObject({ successful: 1, failed: 0 });
  expect(bens, bens.errors).toMatchObject({ successful: 1, failed: 0 });
  expect(told('call.ended')).toHaveLength(1);
  expect(callOf(call.ended)).toMatchObject({
    direction: 'outbound',
    to: { number: '+1555010001', e164: '+1555010001' },
    routeName: office.route.name,
    extensionIds: [office.ada.id, office.ben.id],
  });
});

it('given it rings at Ben, when Ada dials *8 and his number, then she has the call, and it is one call', async () => {
  const ben = await office.bensPhone.answer({ by: 'cancel' });
  const cleos = await cleosPhone.call('1002', { by: 'caller' }, { pauseMs: 1500 });
  await live.until(
    () => told('call.updated').find(({ to }) => to.extensionId === office.ben.id),
    10_000,
    'the ringing call',
  );
  const adas = await office.adasPhone.call('*81002', { by: 'callee' });
  const call = await followCall(lab, live, ({ from }) => from.extensionId === cleo.id);
  for (const { done } of [cleos, adas, ben]) {
    const result = await done;
    expect(result, result.errors).toMatchObject({ successful: 1, failed: 0 });
  }
  expect(told('call.merged')).toMatchObject([{ mergedInto: call.id, from: { extensionId: office.ada.id } }]);
  expect(told('call.ended').map(({ id }) => id)).toEqual([call.id]);
  expect(callOf(call.ended).extensionIds).toEqual([cleo.id, office.ben.id, office.ada.id]);
});

it('given nothing rings there, when it is picked up, then the phone learns so', async () => {
  const adas = await office.adasPhone.call('*81002', { by: 'refusal', status: 404 });
  expect(await adas.done).toMatchObject({ successful: 1, failed: 0 });
});
