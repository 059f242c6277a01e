/**
 * Announcements with the simulated carrier as who calls, whose recordings are what it heard: an uploaded tone is heard whole
 * and the call goes on to a phone, or ends; who gives up, or finds nobody, has a record that says so; another file takes the
 * place of the first and is rolled back. Last it is heard with API, agent and Postgres stopped.
 */
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Announcement, AudioFile, CallRecord, Destination } from '@trunkline/contracts';
import {
  aNumber,
  anAnnouncement,
  anOffice,
  create,
  type LabStack,
  labStack,
  makeWav,
  type Office,
  RtpEndpoint,
  readWav,
  recordsOf,
  sineWave,
  toneLevel,
} from '@trunkline/testing';
import { afterAll, beforeAll, expect, it } from 'vitest';

/** Leads to an announcement and then to Ada, to one that ends the call, and to a long one before Ada. */
const numbers = { welcome: '+15550200002', closed: '+15550200003', long: '+15550200004' };
/** What is uploaded, and what the carrier's callers send. */
const [tone, other, carriersTone] = [1000, 1700, 1400];

let lab: LabStack;
let office: Office;
let welcome: Announcement;
let callers = 0;

const upload = async (frequency: number, seconds: number): Promise<string> => {
  // As a studio delivers it.
  const file = makeWav(sineWave(frequency, 48_000, seconds), { rate: 48_000, channels: 2, bits: 24 });
  return (await lab.api.upload<AudioFile>('/audio-files', file, 'audio/wav')).id;
};

beforeAll(async () => {
  lab = await labStack({ slot: 205 });
  office = await anOffice(lab);
  const toAda: Destination = { type: 'extension', extensionId: office.ada.id };
  const announcement = async (name: string, seconds: number, next: Destination | null) =>
    create<Announcement>(lab, '/announcements', anAnnouncement({ name, audioId: await upload(tone, seconds), next }));
  const [first, closed, long] = [
    await announcement('Welcome', 1, toAda),
    await announcement('Closed', 0.5, null),
    await announcement('Long', 20, toAda),
  ];
  welcome = first;
  const leads = (number: string, { id }: Announcement) =>
    create(lab, '/numbers', aNumber({ number, destination: { type: 'announcement', announcementId: id } }));
  await Promise.all([leads(numbers.welcome, first), leads(numbers.closed, closed), leads(numbers.long, long)]);
});

afterAll(() => lab?.stop());

/** A call of the carrier, and what it hears of it. */
async function callIn(number: string) {
  callers += 1;
  const callerNumber = `+1555010910${callers}`;
  const before = new Set(await lab.carrier.recordingNames());
  const call = await lab.carrier.callIn({ number, callerNumber });
  const heard = async () => {
    const [name] = (await lab.carrier.recordingNames()).filter((file) => !before.has(file));
    return readWav(await readFile(join(lab.carrier.recordings, name ?? 'no new recording')));
  };
  const record = async () => (await recordsOf(lab, 1, ({ from }) => from === callerNumber))[0];
  return { call, heard, record };
}

/** For how many milliseconds a tone is there and nothing else. */
function msOf(frequency: number, samples: Int16Array): number {
  const blocks = Array.from({ length: Math.floor(samples.length / 400) }, (_, at) =>
    samples.subarray(at * 400, (at + 1) * 400),
  );
  return (
    blocks.filter((block) => toneLevel(block, frequency) > 0.9 && block.some((sample) => sample > 1000)).length * 50
  );
}

/**
 * The carrier calls, hears the tone, and is heard by Ada then. Whether it hears her is not asked: a carrier that is an Asterisk
 * and records loses half of that (docs/asterisk-facts.md).
 */
async function heardThenAda(frequency: number): Promise<() => Promise<CallRecord | undefined>> {
  const rtp = await RtpEndpoint.open({ address: lab.slot.peer(0), frequency: 600 });
  const phone = await office.adasPhone.answer({ by: 'callee' }, { ringMs: 200, pauseMs: 800, rtpPort: rtp.port });
  const { call, heard, record } = await callIn(numbers.welcome);
  expect(await phone.done).toMatchObject({ successful: 1, failed: 0 });
  expect(await call.ended).toMatchObject({ answered: true });
  rtp.close();
  const samples = await heard();
  // All of it, but for the blocks in which it begins and ends.
  expect(msOf(frequency, samples)).toBeGreaterThanOrEqual(900);
  expect(msOf(frequency, samples)).toBeLessThanOrEqual(1050);
  expect(msOf(carriersTone, rtp.heard())).toBeGreaterThan(400);
  return record;
}

it('given a tone that was uploaded, when a call is led there, then all of it is heard and Ada has the call', async () => {
  const record = await (await heardThenAda(tone))();
  expect(record).toMatchObject({
    ...{ direction: 'inbound', to: numbers.welcome, disposition: 'answered', extensionIds: [office.ada.id] },
    ...{ hangupCause: 16, legs: [{ role: 'caller' }, { role: 'callee', extensionId: office.ada.id }] },
  });
  // It was answered when Ada did, not when the announcement began.
  expect(record?.answeredAt).toBe(record?.legs[1]?.answeredAt);
});

it('given nothing follows, then the call ends, and counts as answered by what it heard', async () => {
  const { call, heard, record } = await callIn(numbers.closed);
  expect(await call.ended).toMatchObject({ answered: true, cause: 16 });
  // Half a second; a recording of a call that ends with it may lose its end on a busy machine.
  expect(msOf(tone, await heard())).toBeGreaterThanOrEqual(250);
  expect(await record()).toMatchObject({
    ...{ to: numbers.closed, disposition: 'answered', extensionIds: [], billedSeconds: 1, hangupCause: 16 },
    legs: [{ role: 'caller', answeredAt: expect.any(String) }],
  });
});

it('given who calls gives up before anybody is called, then the call is cancelled, with no code of SIP', async () => {
  const { call, record } = await callIn(numbers.long);
  await call.answered;
  await call.hangup();
  expect(await record()).toMatchObject({ disposition: 'cancelled', sipCode: null, answeredAt: null, billedSeconds: 0 });
});

it('given Ada is busy afterwards, then the call that was answered counts as busy', async () => {
  const phone = await office.adasPhone.answer({ by: 'refusal', status: '486 Busy Here' });
  const { call, record } = await callIn(numbers.welcome);
  expect(await phone.done).toMatchObject({ successful: 1, failed: 0 });
  expect(await call.ended).toMatchObject({ answered: true });
  expect(await record()).toMatchObject({ disposition: 'busy', answeredAt: null, extensionIds: [office.ada.id] });
});

it('given another file, then it is heard; rolled back, the first one is', async () => {
  const audioId = await upload(other, 1);
  const path = `/announcements/${welcome.id}?wait=applied`;
  const { revision } = await lab.api.patch<Announcement>(path, { audioId });
  await heardThenAda(other);
  await lab.api.post(`/config-revisions/${revision}/rollback?wait=applied`, undefined);
  await heardThenAda(tone);
  expect(await readdir(join(lab.etc, 'generated/audio'))).toContain(`${audioId}.wav16`);
});

it('given API, agent and Postgres are stopped, then it is heard all the same, and has its record afterwards', async () => {
  const { api, agent, postgres } = lab.parts;
  for (const part of [api, agent, postgres]) await part.stop();
  const record = await heardThenAda(tone);
  for (const part of [postgres, agent, api]) await part.start();
  expect(await record()).toMatchObject({ disposition: 'answered', extensionIds: [office.ada.id] });
});
