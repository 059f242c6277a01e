/**
 * Calls from extension 1001 to outside numbers. The phone (SIPp) authenticates to the PBX by digest, the PBX to the
 * carrier by digest. An answered call is heard on both sides by its tones, is in the live stream within 200 ms of
 * each SIP message, and leaves one record that says what happened; so does each way a call can fail.
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
  type SipMessage,
  toneLevels,
} from '@trunkline/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

let lab: LabStack;
let office: Office;
let live: LiveClient;

beforeAll(async () => {
  lab = await labStack({ slot: 70 });
  office = await anOffice(lab);
  live = await lab.live();
});

afterAll(async () => {
  live?.close();
  await lab?.stop();
});

const last = (messages: SipMessage[], fits: (message: SipMessage) => boolean) => messages.filter(fits).at(-1);

describe('given a registered trunk, when 1001 calls a number that is answered', () => {
  it('both sides hear each other, the stream follows at once, and one record says everything', async () => {
    const before = new Set(await lab.carrier.recordingNames());
    const rtp = await RtpEndpoint.open({ address: lab.slot.peer(0), frequency: 600 });
    const phone = await office.adasPhone.call('+1555010001', { by: 'caller' }, { pauseMs: 2500, rtpPort: rtp.port });
    const sip = await phone.done;
    rtp.close();
    expect(sip).toMatchObject({ successful: 1, failed: 0, retransmissions: 0 });
    const call = await followCall(lab, live, ({ to }) => to.number?.endsWith('1555010001') ?? false);

    const heardByPhone = toneLevels(rtp.heard().subarray(-8000), [1000, 600]);
    expect(heardByPhone.get(1000)).toBeGreaterThan(0.8);
    expect(heardByPhone.get(600)).toBeLessThan(0.1);
    const [name] = (await lab.carrier.recordingNames()).filter((file) => !before.has(file));
    const recording = readWav(await readFile(join(lab.carrier.recordings, name ?? 'no new recording')));
    const heardByCarrier = toneLevels(recording.subarray(-12_000, -2000), [600, 1000]);
    expect(heardByCarrier.get(600)).toBeGreaterThan(0.8);
    expect(heardByCarrier.get(1000)).toBeLessThan(0.1);

    const invite = last(sip.messages, ({ method }) => method === 'INVITE');
    const answer = last(sip.messages, ({ status, cseqMethod }) => status === 200 && cseqMethod === 'INVITE');
    const bye = last(sip.messages, ({ method }) => method === 'BYE');
    expect(lag(invite, call.started)).toBeLessThan(200);
    expect(lag(answer, call.up)).toBeLessThan(200);
    expect(lag(bye, call.ended)).toBeLessThan(200);

    expect(callOf(call.ended)).toMatchObject({ state: 'ended', direction: 'outbound', trunkId: office.trunk.id });
    expect(call.record).toMatchObject({
      direction: 'outbound',
      from: '1001',
      fromName: 'Ada',
      to: '+1555010001',
      trunkId: office.trunk.id,
      trunkName: office.trunk.name,
      routeId: office.route.id,
      extensionIds: [office.ada.id],
      disposition: 'answered',
      hangupCause: 16,
    });
    expect(call.record.attempts).toMatchObject([{ trunkId: office.trunk.id }]);
    expect(call.record.billedSeconds).toBeGreaterThanOrEqual(2);
    expect(call.record.billedSeconds).toBeLessThanOrEqual(3);
    expect(call.record.durationSeconds).toBeGreaterThanOrEqual(call.record.billedSeconds);
    expect(Math.abs(Date.parse(call.record.startedAt) - (invite?.at ?? 0))).toBeLessThan(200);
    expect(Math.abs(Date.parse(call.record.answeredAt ?? '') - (answer?.at ?? 0))).toBeLessThan(200);
  });

  it('the record says so when the other side hangs up', async () => {
    const phone = await office.adasPhone.call('+1555010006', { by: 'callee' });
    const call = await followCall(lab, live, ({ to }) => to.number?.endsWith('06') ?? false);
    expect(await phone.done).toMatchObject({ successful: 1, failed: 0 });
    expect(call.record).toMatchObject({ disposition: 'answered', hangupCause: 16 });
    expect([3, 4]).toContain(call.record.billedSeconds);
  });
});

const failures = [
  { when: 'the number is busy', number: '+1555010004', status: 486, disposition: 'busy', cause: 17, sipCode: 486 },
  {
    when: 'the carrier has no line',
    number: '+1555010005',
    status: 503,
    disposition: 'failed',
    cause: 34,
    sipCode: 503,
  },
  {
    when: 'the carrier does not know it',
    number: '+1555010099',
    status: 404,
    disposition: 'failed',
    cause: 1,
    sipCode: 404,
  },
] as const;

describe('given a registered trunk, when 1001 calls and nobody answers', () => {
  for (const { when, number, status, disposition, cause, sipCode } of failures) {
    it(`the phone gets ${status} and the record says why, when ${when}`, async () => {
      const phone = await office.adasPhone.call(number, { by: 'refusal', status });
      expect(await phone.done).toMatchObject({ successful: 1, failed: 0 });
      const call = await followCall(lab, live, ({ to }) => to.number === number);
      expect(call.up).toBeUndefined();
      expect(call.record).toMatchObject({
        disposition,
        hangupCause: cause,
        sipCode,
        answeredAt: null,
        billedSeconds: 0,
      });
      expect(call.record.attempts).toMatchObject([{ trunkId: office.trunk.id, cause, sipCode }]);
    });
  }

  it('the record says cancelled when the caller gives up', async () => {
    const phone = await office.adasPhone.call('+1555010003', { by: 'cancel' }, { pauseMs: 1000 });
    expect(await phone.done).toMatchObject({ successful: 1, failed: 0 });
    const call = await followCall(lab, live, ({ to }) => to.number?.endsWith('03') ?? false);
    expect(call.record).toMatchObject({ disposition: 'cancelled', answeredAt: null, trunkId: office.trunk.id });
  });

  it('the phone gets 404 when no route takes the number', async () => {
    const phone = await office.adasPhone.call('999123', { by: 'refusal', status: 404 });
    expect(await phone.done).toMatchObject({ successful: 1, failed: 0 });
    const call = await followCall(lab, live, ({ to }) => to.number === '999123');
    expect(call.record).toMatchObject({ disposition: 'failed', hangupCause: 1, trunkId: null, attempts: [] });
  });
});

it('each of these calls ended once and left one record', async () => {
  const started = live.events.filter(({ event }) => event.type === 'call.started').map(callOf);
  expect(started.length).toBeGreaterThanOrEqual(7);
  for (const { id } of started) {
    const ends = live.callEvents(id).filter(({ event }) => event.type === 'call.ended');
    expect(ends).toHaveLength(1);
  }
  const records = await recordsOf(lab, started.length, () => true);
  expect(records.map(({ id }) => id).sort()).toEqual(started.map(({ id }) => id).sort());
});
