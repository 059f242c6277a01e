/**
 * Calls from the carrier to our number, which rings extension 1001. The same must hold as for outbound calls: tones
 * on both sides, the stream within 200 ms, one end and one record; and the carrier learns why a call was not answered.
 */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import {
  anOffice,
  callOf,
  followCall,
  type LabStack,
  type LiveClient,
  labStack,
  lag,
  type Office,
  RtpEndpoint,
  readWav,
  recordsOf,
  toneLevels,
} from '@trunkline/testing';
import { afterAll, beforeAll, expect, it } from 'vitest';

let lab: LabStack;
let office: Office;
let live: LiveClient;

beforeAll(async () => {
  lab = await labStack({ slot: 71 });
  office = await anOffice(lab);
  live = await lab.live();
});

afterAll(async () => {
  live?.close();
  await lab?.stop();
});

it('given no phone is registered, when the carrier calls, then it learns that nobody is there', async () => {
  const placed = await lab.carrier.callIn({ number: office.number.number, callerNumber: '+15550109001' });
  placed.answered.catch(() => {});
  expect(await placed.ended).toMatchObject({ answered: false });
  const call = await followCall(lab, live, ({ from }) => from.number === '+15550109001');
  expect(call.record).toMatchObject({
    direction: 'inbound',
    answeredAt: null,
    hangupCause: 20,
    trunkId: office.trunk.id,
  });
});

it('given the phone of 1001, when the carrier calls, then it rings, both hear each other and one record is left', async () => {
  const before = new Set(await lab.carrier.recordingNames());
  const rtp = await RtpEndpoint.open({ address: lab.slot.peer(0), frequency: 600 });
  const phone = await office.adasPhone.answer({ by: 'callee' }, { ringMs: 300, pauseMs: 2500, rtpPort: rtp.port });
  const placed = await lab.carrier.callIn({ number: office.number.number, callerName: 'Grace Hopper' });
  const sip = await phone.done;
  rtp.close();
  expect(sip).toMatchObject({ successful: 1, failed: 0, retransmissions: 0 });
  expect(await placed.ended).toMatchObject({ answered: true });
  const call = await followCall(lab, live, ({ from }) => from.number === '+15550109999');

  const heardByPhone = toneLevels(rtp.heard().subarray(-8000), [1400, 600]);
  expect(heardByPhone.get(1400)).toBeGreaterThan(0.8);
  expect(heardByPhone.get(600)).toBeLessThan(0.1);
  const [name] = (await lab.carrier.recordingNames()).filter((file) => !before.has(file));
  const recording = readWav(await readFile(join(lab.carrier.recordings, name ?? 'no new recording')));
  expect(toneLevels(recording.subarray(-12_000, -2000), [600]).get(600)).toBeGreaterThan(0.8);

  // The phone's INVITE leaves the PBX a few milliseconds after the carrier's arrived there.
  const of = (fits: (message: (typeof sip.messages)[number]) => boolean) => sip.messages.find(fits);
  expect(
    lag(
      of(({ method }) => method === 'INVITE'),
      call.started,
    ),
  ).toBeLessThan(200);
  expect(
    lag(
      of(({ status, cseqMethod }) => status === 200 && cseqMethod === 'INVITE'),
      call.up,
    ),
  ).toBeLessThan(200);
  expect(
    lag(
      of(({ method }) => method === 'BYE'),
      call.ended,
    ),
  ).toBeLessThan(200);

  expect(callOf(call.up ?? call.ended)).toMatchObject({ state: 'up', direction: 'inbound', trunkId: office.trunk.id });
  expect(call.record).toMatchObject({
    direction: 'inbound',
    from: '+15550109999',
    fromName: 'Grace Hopper',
    to: office.number.number,
    trunkId: office.trunk.id,
    trunkName: office.trunk.name,
    extensionIds: [office.ada.id],
    disposition: 'answered',
    hangupCause: 16,
  });
  expect(call.record.billedSeconds).toBeGreaterThanOrEqual(2);
  expect(call.record.billedSeconds).toBeLessThanOrEqual(3);
});

it('given the phone refuses, when the carrier calls, then it hears busy', async () => {
  const phone = await office.adasPhone.answer({ by: 'refusal', status: '486 Busy Here' });
  const placed = await lab.carrier.callIn({ number: office.number.number, callerNumber: '+15550109002' });
  placed.answered.catch(() => {});
  expect(await placed.ended).toMatchObject({ answered: false, cause: 17 });
  expect(await phone.done).toMatchObject({ successful: 1, failed: 0 });
  const call = await followCall(lab, live, ({ from }) => from.number === '+15550109002');
  expect(call.record).toMatchObject({ disposition: 'busy', hangupCause: 17, answeredAt: null });
});

it('given it rings, when the carrier gives up, then the phone stops and the record says cancelled', async () => {
  const phone = await office.adasPhone.answer({ by: 'cancel' });
  const placed = await lab.carrier.callIn({ number: office.number.number, callerNumber: '+15550109003', ringMs: 1500 });
  placed.answered.catch(() => {});
  expect(await placed.ended).toMatchObject({ answered: false });
  expect(await phone.done).toMatchObject({ successful: 1, failed: 0 });
  const call = await followCall(lab, live, ({ from }) => from.number === '+15550109003');
  expect(call.record).toMatchObject({ disposition: 'cancelled', answeredAt: null });
});

it('given a number nobody has, when the carrier calls it, then it gets 404', async () => {
  const placed = await lab.carrier.callIn({ number: '+15550200999', callerNumber: '+15550109004' });
  placed.answered.catch(() => {});
  expect(await placed.ended).toMatchObject({ answered: false, cause: 1 });
  const call = await followCall(lab, live, ({ from }) => from.number === '+15550109004');
  expect(call.record).toMatchObject({ direction: 'inbound', disposition: 'failed', hangupCause: 1 });
});

it('each of these calls ended once and left one record', async () => {
  const started = live.events.filter(({ event }) => event.type === 'call.started').map(callOf);
  expect(started).toHaveLength(5);
  for (const { id } of started)
    expect(live.callEvents(id).filter(({ event }) => event.type === 'call.ended')).toHaveLength(1);
  const records = await recordsOf(lab, 5, () => true);
  expect(records.map(({ id }) => id).sort()).toEqual(started.map(({ id }) => id).sort());
});
