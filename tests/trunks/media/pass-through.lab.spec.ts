/**
 * Codecs that Asterisk passes on as they are, G.729 and Opus, between a carrier that has nothing else and a phone: packets
 * on both sides, and the call that cannot be, because the phone has no such codec and Asterisk makes none of it.
 */
import { createSocket, type Socket } from 'node:dgram';
import { once } from 'node:events';
import { waitFor } from '@trunkline/local-runtime';
import {
  anIpTrunk,
  anOffice,
  calleeScenario,
  callerScenario,
  type LabStack,
  labStack,
  type Office,
  recordsOf,
  type SipMessage,
  type SippProcess,
  startSipp,
} from '@trunkline/testing';
import { afterAll, beforeAll, expect, it } from 'vitest';

/** A codec as SDP names it. */
interface Sound {
  codec: 'g729' | 'opus';
  type: number;
  map: string;
}
const g729: Sound = { codec: 'g729', type: 18, map: 'G729/8000' };
const opus: Sound = { codec: 'opus', type: 107, map: 'opus/48000/2' };

let lab: LabStack;
let office: Office;

beforeAll(async () => {
  lab = await labStack({ slot: 234 });
  office = await anOffice(lab);
  await anIpTrunk(lab, lab.slot.peer(24), { name: 'G.729 and Opus', codecs: ['g729', 'opus'] });
});

afterAll(async () => {
  await lab?.stop();
});

const run = { trace: true, timeoutMs: 120_000 };

const speaking = ({ type, map }: Sound, scenario: string) =>
  scenario
    .replaceAll('RTP/AVP 0 101', `RTP/AVP ${type} 101`)
    .replaceAll('a=rtpmap:0 PCMU/8000', `a=rtpmap:${type} ${map}`);

/** A packet of RTP, as if it were sound. */
const packetOf = ({ type }: Sound) =>
  Buffer.concat([Buffer.from([0x80, type]), Buffer.from('0001000000a00007a11e', 'hex'), Buffer.alloc(20, 0x5a)]);

/**
 * The carrier, which has one codec alone, calls Ada, whose phone takes `codecs` and answers as `phoneScenario` says; both with
 * sockets for their sound.
 */
async function callIn(sound: Sound, codecs: string[], phoneScenario: string) {
  await lab.api.send('PATCH', `/extensions/${office.ada.id}?wait=applied`, { codecs });
  const address = lab.slot.peer(24);
  const sockets = [address, lab.slot.peer(0)].map((at) => createSocket('udp4').bind(0, at));
  await Promise.all(sockets.map((socket) => once(socket, 'listening')));
  const [theirs, ours] = sockets as [Socket, Socket];
  await office.adasPhone.register(0);
  await office.adasPhone.register();
  const phone = await startSipp({
    ...{ ...run, scenario: phoneScenario, local: { address: lab.slot.peer(0) } },
    keys: { user: office.ada.sipUsername, from: '', rtp_port: String(ours.address().port) },
  });
  const sent = await startSipp({
    ...{ ...run, scenario: speaking(sound, callerScenario({ by: 'caller' }, { digest: false })), pauseMs: 1500 },
    ...{ local: { address, port: 5070 }, remote: { address: lab.slot.pbx }, service: office.number.number },
    keys: { user: '+15559990004', from: '', rtp_port: String(theirs.address().port) },
  });
  return { phone, sent, theirs, ours };
}

/** What one side says until the other hears it. */
async function heardBy(listener: Socket, speaker: Socket, mediaPort: number, packet: Buffer): Promise<Buffer> {
  const talk = setInterval(() => speaker.send(packet, mediaPort, lab.slot.pbx), 20);
  const [heard] = (await once(listener, 'message')) as [Buffer];
  clearInterval(talk);
  return heard;
}

it.each([g729, opus])('$codec: between a carrier and a phone that both have it', async (sound) => {
  const { codec, type, map } = sound;
  const phoneScenario = speaking(sound, calleeScenario({ by: 'caller' }, { ringMs: 0 }));
  const { phone, sent, theirs, ours } = await callIn(sound, [codec, 'ulaw'], phoneScenario);
  const packet = packetOf(sound);
  const portIn = async (sipp: SippProcess, fits: (message: SipMessage) => boolean) => {
    const found = await waitFor(
      'its SDP',
      async () => sipp.messages().find((message) => !message.sent && fits(message)),
      {
        timeoutMs: 5000,
        everyMs: 20,
      },
    );
    expect(found.text).toContain(`a=rtpmap:${type} ${map}`);
    return Number(new RegExp(`m=audio (\\d+) RTP/AVP ${type} `).exec(found.text)?.[1]);
  };
  const answered = await portIn(sent, ({ status, cseqMethod }) => status === 200 && cseqMethod === 'INVITE');
  const offered = await portIn(phone, ({ method }) => method === 'INVITE');
  for (const heard of [await heardBy(ours, theirs, answered, packet), await heardBy(theirs, ours, offered, packet)]) {
    expect((heard[1] ?? 0) & 0x7f).toBe(type);
    expect(heard.subarray(12)).toEqual(packet.subarray(12));
  }
  for (const sipp of [phone, sent]) expect(await sipp.done).toMatchObject({ successful: 1, failed: 0 });
  for (const socket of [theirs, ours]) socket.close();
});

it('G.729, which Asterisk cannot make of anything else, does not reach a phone without it', async () => {
  const phoneScenario = calleeScenario({ by: 'caller' }, { ringMs: 0 });
  const { phone, sent, theirs, ours } = await callIn(g729, ['ulaw'], phoneScenario);
  const [answer] = (await sent.done).messages.filter((message) => !message.sent && message.status >= 200);
  expect(answer?.status).toBe(603);
  const asked = phone.messages().filter(({ method }) => method === 'INVITE' || method === 'CANCEL');
  expect(asked.map(({ method }) => method)).toEqual(['INVITE', 'CANCEL']);
  const [record] = await recordsOf(lab, 1, ({ from, answeredAt }) => from === '+15559990004' && answeredAt === null);
  expect(record).toMatchObject({ disposition: 'failed', extensionIds: [office.ada.id] });
  await phone.kill();
  for (const socket of [theirs, ours]) socket.close();
});
