/**
 * What becomes of sound and digits on their way over a trunk, by tones that both sides hear and by packets on the wire: a
 * trunk as a preset makes it, one over TCP, codecs that the phones do not have, jitter buffers, digits in each form,
 * and a carrier that speaks before it answers.
 */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Trunk, TrunkCreate, TrunkPreset } from '@trunkline/contracts';
import { waitFor } from '@trunkline/local-runtime';
import {
  anIpTrunk,
  anOffice,
  anOutboundRoute,
  aTrunk,
  type CapturedPacket,
  calleeScenario,
  callOf,
  create,
  followCall,
  type LabStack,
  type LiveClient,
  labStack,
  type Office,
  PacketCapture,
  RtpEndpoint,
  readWav,
  type SipMessage,
  sdp,
  startSipp,
  toneLevel,
} from '@trunkline/testing';
import { afterAll, beforeAll, expect, it } from 'vitest';

const [adasTone, bensTone, answeredTone, callingTone] = [600, 800, 1000, 1400];
const [ulaw, alaw, g722, event] = [0, 8, 9, 101];

let lab: LabStack;
let live: LiveClient;
let office: Office;
let preset: TrunkPreset | undefined;

beforeAll(async () => {
  lab = await labStack({ slot: 232 });
  const { items } = await lab.api.get<{ items: TrunkPreset[] }>('/trunk-presets');
  preset = items.find(({ id }) => id === 'registrar');
  const [settings = [], asks = []] = [preset?.settings, preset?.asks];
  office = await anOffice(lab, (account) => ({
    name: preset?.name,
    ...Object.fromEntries(settings.map(({ field, value }) => [field, value])),
    ...Object.fromEntries(asks.map(({ field }) => [field, account[field as keyof typeof account]])),
  }));
  live = await lab.live();
});

afterAll(async () => {
  live?.close();
  await lab?.stop();
});

async function change(path: string, fields: object): Promise<void> {
  const answer = await lab.api.send('PATCH', `${path}?wait=applied`, fields);
  expect(answer.headers.get('Trunkline-Revision-Status'), await answer.text()).toBe('applied');
}

const isSip = ({ payload }: CapturedPacket, method: string) => payload.includes(`${method} sip:`);
/** The payload type of a packet of RTP (RFC 3550), else undefined. */
const payloadType = ({ protocol, payload }: CapturedPacket): number | undefined =>
  protocol === 'udp' && payload.length > 12 && payload[0] === 0x80 ? (payload[1] ?? 0) & 0x7f : undefined;
const typesIn = (packets: readonly CapturedPacket[]): number[] =>
  [...new Set(packets.map(payloadType))].filter((type) => type !== undefined).toSorted((one, other) => one - other);

/** A call in that Ada answers while Ben calls out: all four sides have to hear whom they talk to. What was on the wire. */
async function bothWays(via: 'register' | 'tcp'): Promise<CapturedPacket[]> {
  const before = new Set(await lab.carrier.recordingNames());
  const [ada, ben] = await Promise.all([
    RtpEndpoint.open({ address: lab.slot.peer(0), frequency: adasTone }),
    RtpEndpoint.open({ address: lab.slot.peer(1), frequency: bensTone }),
  ]);
  const answers = await office.adasPhone.answer({ by: 'callee' }, { ringMs: 0, pauseMs: 1500, rtpPort: ada.port });
  const capture = await PacketCapture.begin(lab.slot.pbx, lab.slot.carrier);
  const [placed, calls] = await Promise.all([
    lab.carrier.callIn({ number: office.number.number, via }),
    office.bensPhone.call('+1555010001', { by: 'caller' }, { pauseMs: 1500, rtpPort: ben.port }),
  ]);
  for (const sipp of [answers, calls]) expect(await sipp.done).toMatchObject({ successful: 1, failed: 0 });
  expect(await placed.ended).toMatchObject({ answered: true });
  const packets = await capture.end();
  for (const phone of [ada, ben]) phone.close();

  expect(toneLevel(ada.heard().subarray(-6000), callingTone)).toBeGreaterThan(0.8);
  expect(toneLevel(ben.heard().subarray(-6000), answeredTone)).toBeGreaterThan(0.8);
  const recordings = (await lab.carrier.recordingNames()).filter((name) => !before.has(name));
  expect(recordings).toHaveLength(2);
  for (const name of recordings) {
    const heard = readWav(await readFile(join(lab.carrier.recordings, name))).subarray(-8000, -1600);
    expect(toneLevel(heard, name.startsWith('in-') ? adasTone : bensTone), name).toBeGreaterThan(0.8);
  }
  return packets;
}

it('a trunk that is made of a preset registers, and both sides of its calls hear each other', async () => {
  expect(office.trunk).toMatchObject({ name: preset?.name, auth: 'register' });
  expect(typesIn(await bothWays('register'))).toEqual([ulaw]);
});

it.each([
  ['alaw', alaw, 'fixed'],
  ['g722', g722, 'fixed'],
] as const)(
  'a phone with G.711 µ-law and a carrier with %s alone hear each other, through a jitter buffer',
  async (codec, type, jitterBuffer) => {
    await change(`/trunks/${office.trunk.id}`, { codecs: [codec], jitterBuffer });
    expect(typesIn(await bothWays('register'))).toEqual([type]);
    await change(`/trunks/${office.trunk.id}`, { codecs: ['ulaw'], jitterBuffer: 'off' });
  },
);

it.each([
  ['as events', 'rfc4733'],
  ['as sound', 'inband'],
] as const)('a digit that a phone sends as events reaches the carrier %s (%s)', async (_, dtmfMode) => {
  await change(`/trunks/${office.trunk.id}`, { dtmfMode });
  const before = new Set(await lab.carrier.recordingNames());
  const ben = await RtpEndpoint.open({ address: lab.slot.peer(1), frequency: bensTone });
  const capture = await PacketCapture.begin(lab.slot.pbx, lab.slot.carrier);
  const call = await office.bensPhone.call('+1555010001', { by: 'caller' }, { pauseMs: 1000, rtpPort: ben.port });
  await waitFor('the carrier to speak', async () => ben.heard().length > 2000, { timeoutMs: 5000, everyMs: 10 });
  ben.press(5);
  expect(await call.done).toMatchObject({ successful: 1, failed: 0 });
  const sent = (await capture.end()).filter(({ source }) => source.address === lab.slot.pbx);
  ben.close();
  expect(sent.filter((packet) => isSip(packet, 'INFO'))).toEqual([]);
  const events = sent.filter((packet) => payloadType(packet) === event).map(({ payload }) => payload[12]);
  const [name = ''] = (await lab.carrier.recordingNames()).filter((file) => !before.has(file));
  const heard = readWav(await readFile(join(lab.carrier.recordings, name)));
  const blocks = Array.from({ length: Math.floor(heard.length / 400) }, (_, at) =>
    heard.subarray(400 * at, 400 * (at + 1)),
  );
  // The two tones of 5 (ITU-T Q.23).
  const pressed = blocks.filter((block) => toneLevel(block, 770) > 0.3 && toneLevel(block, 1336) > 0.3);
  if (dtmfMode === 'inband') {
    expect(events).toEqual([]);
    expect(pressed.length).toBeGreaterThan(0);
  } else {
    expect(new Set(events)).toEqual(new Set([5]));
    expect(pressed).toEqual([]);
  }
});

it('calls over TCP, out and in, are heard on both sides', async () => {
  const { password } = lab.carrierAccount;
  const account: Partial<TrunkCreate> = { host: lab.slot.carrier, username: 'trunkline-tcp', password };
  const trunk = await create<Trunk>(lab, '/trunks', aTrunk({ name: 'TCP', transport: 'tcp', ...account }));
  await change(`/outbound-routes/${office.route.id}`, { trunkIds: [trunk.id] });
  await waitFor('the registration', () => lab.carrier.hasRegistration('tcp'), { timeoutMs: 15_000, everyMs: 50 });
  const invites = (await bothWays('tcp')).filter((packet) => isSip(packet, 'INVITE'));
  expect(invites.length).toBeGreaterThanOrEqual(2);
  expect(new Set(invites.map(({ protocol }) => protocol))).toEqual(new Set(['tcp']));
});

it('a carrier that speaks before it answers is heard, and the call is answered when it says so', async () => {
  const address = lab.slot.peer(2);
  const carrier = await RtpEndpoint.open({ address, frequency: answeredTone });
  const body = `Content-Type: application/sdp\nContent-Length: [len]\n\n${sdp()}`;
  const sipp = await startSipp({
    scenario: calleeScenario({ by: 'caller' }, { ringMs: 1500, stopAfterOne: false })
      .replace('180 Ringing', '183 Session Progress')
      .replace('Content-Length: 0', body),
    local: { address },
    keys: { user: 'carrier', rtp_port: String(carrier.port) },
  });
  const trunk = await anIpTrunk(lab, address);
  const patterns = [{ match: '+1700X.', strip: 0, prepend: '' }];
  await create(lab, '/outbound-routes', anOutboundRoute({ name: 'Early', patterns, trunkIds: [trunk.id] }));
  const ben = await RtpEndpoint.open({ address: lab.slot.peer(1), frequency: bensTone });
  const call = await office.bensPhone.call('+17000001', { by: 'caller' }, { pauseMs: 1000, rtpPort: ben.port });
  const ofInvite = (code: number) => (message: SipMessage) =>
    message.status === code && message.cseqMethod === 'INVITE';
  const invite = await waitFor('the INVITE', async () => sipp.messages().find(({ method }) => method === 'INVITE'), {
    timeoutMs: 5000,
    everyMs: 10,
  });
  carrier.sendTo(lab.slot.pbx, Number(/^m=audio (\d+)/m.exec(invite.text)?.[1]));
  await waitFor('half a second of sound', async () => ben.heard().length >= 4000, { timeoutMs: 5000, everyMs: 10 });
  expect(toneLevel(ben.heard(), answeredTone)).toBeGreaterThan(0.8);
  expect(call.messages().filter(ofInvite(200))).toEqual([]);
  expect(call.messages().find(ofInvite(183))?.text).toContain('m=audio');

  const [result, { up, record }] = await Promise.all([
    call.done,
    followCall(lab, live, ({ to }) => to.number === '+17000001'),
  ]);
  expect(result).toMatchObject({ successful: 1, failed: 0 });
  for (const end of [carrier, ben]) end.close();
  await sipp.kill();
  const answered = result.messages.find(ofInvite(200))?.at ?? 0;
  expect(Math.abs(Date.parse(record.answeredAt ?? '') - answered)).toBeLessThan(200);
  expect(Math.abs((up?.arrivedAt ?? 0) - answered)).toBeLessThan(200);
  expect(up && callOf(up).state).toBe('up');
  expect(toneLevel(carrier.heard().subarray(-4000), bensTone)).toBeGreaterThan(0.8);
  expect(record).toMatchObject({ disposition: 'answered', trunkId: trunk.id });
  expect(Date.parse(record.answeredAt ?? '') - Date.parse(record.startedAt)).toBeGreaterThan(1400);
});
