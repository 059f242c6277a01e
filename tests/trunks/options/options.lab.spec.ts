/**
 * What a carrier may ask of a trunk, seen on the wire by carriers that are SIPp: an untouched trunk asks for nothing and is
 * the control of each, one has every wish turned on, one hides who calls and goes through a proxy. What is set is what
 * Asterisk reads back, and a fax becomes T.38 from end to end.
 */
import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import type { Trunk, TrunkSip } from '@trunkline/contracts';
import { ports, waitFor } from '@trunkline/local-runtime';
import {
  anIpTrunk,
  anOffice,
  anOutboundRoute,
  asteriskObject,
  calleeScenario,
  callerScenario,
  create,
  type LabStack,
  labStack,
  type Office,
  PacketCapture,
  RtpEndpoint,
  runSipp,
  type SipMessage,
  type SippProcess,
  startSipp,
} from '@trunkline/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { faxCarrier, faxPhone } from './fax-scenarios.js';

const wishes: Partial<TrunkSip> = {
  dtmfMode: 'info',
  sessionTimers: 'always',
  sessionExpires: 600,
  sessionMinExpires: 120,
  identityHeader: 'rpid',
  trustIdentity: false,
  userPhone: true,
  reliableProvisional: 'no',
  dscpAudio: 'ef',
  symmetricRtp: false,
  rewriteContact: true,
  t38: true,
  jitterBuffer: 'fixed',
  jitterBufferMs: 400,
  inbandProgress: true,
  optionsInterval: 0,
  pjsipOptions: [
    { object: 'endpoint', option: 'rtp_keepalive', value: '20' },
    { object: 'endpoint', option: 'sdp_session', value: 'Wishes' },
    { object: 'aor', option: 'qualify_2xx_only', value: 'yes' },
  ],
};

/** A carrier that answers calls, and the two ends of its audio: the one that its SDP names, and another one. */
interface Carrier {
  trunk: Trunk;
  address: string;
  sipp: SippProcess;
  named: RtpEndpoint;
  other: RtpEndpoint;
}

let lab: LabStack;
let office: Office;
let plain: Carrier;
let wishing: Carrier;
let hiding: Trunk;
let proxy: SippProcess;

const run = { trace: true, timeoutMs: 120_000 };
const answering = calleeScenario({ by: 'caller' }, { ringMs: 0, stopAfterOne: false });

beforeAll(async () => {
  lab = await labStack({ slot: 210 });
  office = await anOffice(lab);
  const proxied = { outboundProxy: `sip:${lab.slot.peer(23)}:5060;lr`, hideCaller: true };
  [plain, wishing, hiding, proxy] = await Promise.all([
    carrier(lab.slot.peer(20), 'Plain', {}, answering),
    // Its Contact is of no use to anybody.
    carrier(
      lab.slot.peer(21),
      'Wishes',
      wishes,
      answering.replaceAll('[user]@[local_ip]:[local_port]', '[user]@[local_ip]:9'),
    ),
    anIpTrunk(lab, lab.slot.peer(22), {
      name: 'Hidden',
      ...proxied,
      sessionTimers: 'off',
      reliableProvisional: 'required',
      dtmfMode: 'inband',
    }),
    startSipp({
      ...run,
      scenario: calleeScenario(
        { by: 'refusal', status: '503 Service Unavailable' },
        { ringMs: 0, stopAfterOne: false },
      ),
      local: { address: lab.slot.peer(23) },
      keys: { user: 'proxy', rtp_port: '6000' },
    }),
  ]);
  const route = (name: string, match: string, ...trunkIds: string[]) =>
    create(lab, '/outbound-routes', anOutboundRoute({ name, patterns: [{ match, strip: 0, prepend: '' }], trunkIds }));
  await Promise.all([
    route('Plain', '+1700X.', plain.trunk.id),
    route('Wishes', '+1701X.', wishing.trunk.id),
    route('Hidden', '+1702X.', hiding.id, plain.trunk.id),
  ]);
});

afterAll(async () => {
  for (const { sipp, named, other } of [plain, wishing]) {
    await sipp?.kill();
    named?.close();
    other?.close();
  }
  await proxy?.kill();
  await lab?.stop();
});

async function carrier(address: string, name: string, fields: Partial<TrunkSip>, scenario: string): Promise<Carrier> {
  const [named, other] = await Promise.all([0, 0].map(() => RtpEndpoint.open({ address, frequency: 1000 })));
  if (!named || !other) throw new Error('no audio');
  const keys = { user: 'carrier', from: '', rtp_port: String(named.port) };
  const sipp = await startSipp({ ...run, scenario, local: { address }, keys });
  const trunk = await anIpTrunk(lab, address, { name, ...fields });
  return { trunk, address, sipp, named, other };
}

const header = (message: SipMessage | undefined, name: string): string | null =>
  new RegExp(`^${name}: *(.*?)\\r?$`, 'im').exec(message?.text ?? '')?.[1] ?? null;
const audioPort = (message: SipMessage): number => Number(/^m=audio (\d+)/m.exec(message.text)?.[1]);

/** The INVITE by which the call to `number` reached a carrier. */
const inviteTo = (sipp: SippProcess, number: string): Promise<SipMessage> =>
  waitFor(
    `an INVITE to ${number}`,
    async () => sipp.messages().find(({ method, text }) => method === 'INVITE' && text.includes(`sip:${number}`)),
    { timeoutMs: 10_000, everyMs: 20 },
  );

/** A call out in which the carrier speaks first, from a port that it has not named; what was seen of it. */
async function talk(at: Carrier, number: string) {
  const voice = await RtpEndpoint.open({ address: lab.slot.peer(0), frequency: 600 });
  const capture = await PacketCapture.begin(lab.slot.pbx, at.address);
  const call = await office.adasPhone.call(number, { by: 'caller' }, { pauseMs: 2500, rtpPort: voice.port });
  const invite = await inviteTo(at.sipp, number);
  await waitFor(
    'the answer',
    async () =>
      call
        .messages()
        .some(
          ({ sent, method }) =>
            sent &&
            method === 'ACK' &&
            call.messages().some(({ status, cseqMethod }) => status === 200 && cseqMethod === 'INVITE'),
        ),
    { timeoutMs: 5000, everyMs: 5 },
  );
  const begun = performance.now();
  at.other.sendTo(lab.slot.pbx, audioPort(invite));
  await waitFor('sound at the phone', async () => voice.heard().length > 0, { timeoutMs: 3000, everyMs: 5 });
  const delayMs = performance.now() - begun;
  voice.press(5);
  expect(await call.done).toMatchObject({ successful: 1, failed: 0 });
  const packets = (await capture.end()).filter(({ source }) => source.address === lab.slot.pbx);
  voice.close();
  const rtp = packets.filter(({ payload }) => payload.length > 12 && payload[0] === 0x80);
  const sound = rtp.filter(({ payload }) => ((payload[1] ?? 0) & 0x7f) === 0);
  return {
    invite,
    delayMs,
    marks: [...new Set(sound.map(({ dscp }) => dscp))],
    soundTo: sound.at(-1)?.destination.port,
    digitEvents: rtp.filter(({ payload }) => ((payload[1] ?? 0) & 0x7f) === 101).length,
    infos: at.sipp.messages().filter(({ sent, method }) => !sent && method === 'INFO'),
  };
}

/** A call in, whose From and P-Asserted-Identity name different numbers; what carrier and phone saw. */
async function callFrom(at: Carrier) {
  const phone = await office.adasPhone.answer({ by: 'caller' }, { ringMs: 300 });
  const identity = `P-Asserted-Identity: <sip:+15559990001@${at.address}>`;
  const scenario = callerScenario({ by: 'caller' }, { digest: false }).replace(
    'Max-Forwards',
    `${identity}\nMax-Forwards`,
  );
  const result = await runSipp({
    scenario,
    local: { address: at.address, port: 5070 },
    remote: { address: lab.slot.pbx },
    service: office.number.number,
    keys: { user: '+15559990002', from: '', rtp_port: String(at.named.port) },
    pauseMs: 100,
    timeoutMs: 15_000,
  });
  expect(result, result.errors).toMatchObject({ successful: 1, failed: 0 });
  const { messages } = await phone.done;
  const shown = header(
    messages.find(({ method }) => method === 'INVITE'),
    'From',
  );
  return { told: result.messages.flatMap(({ status }) => (status > 100 ? [status] : [])), shown };
}

it('is what Asterisk reads back', async () => {
  expect(await asteriskObject(lab, 'endpoint', wishing.trunk.ref)).toMatchObject({
    dtmf_mode: 'info',
    timers: 'always',
    timers_sess_expires: '600',
    timers_min_se: '120',
    send_pai: 'false',
    send_rpid: 'true',
    trust_id_inbound: 'false',
    user_eq_phone: 'true',
    '100rel': 'no',
    tos_audio: '184',
    rtp_symmetric: 'false',
    rewrite_contact: 'true',
    t38_udptl: 'true',
    t38_udptl_ec: 'redundancy',
    t38_udptl_nat: 'false',
    inband_progress: 'true',
    rtp_keepalive: '20',
  });
  expect(await asteriskObject(lab, 'aor', wishing.trunk.ref)).toMatchObject({
    qualify_frequency: '0',
    qualify_2xx_only: 'true',
  });
});

it('registers with an option of pjsip by its name', async () => {
  const pjsipOptions = [{ object: 'registration', option: 'user_agent', value: 'Wishes/1' }];
  const answer = await lab.api.send('PATCH', `/trunks/${office.trunk.id}?wait=applied`, { pjsipOptions });
  expect(answer.headers.get('Trunkline-Revision-Status'), await answer.text()).toBe('applied');
  // ARI does not read registrations.
  const shown = await lab.asteriskCommand(`pjsip show registration ${office.trunk.ref}`);
  expect(shown).toMatch(/^ *user_agent +: Wishes\/1$/m);
});

describe('a call out', () => {
  it('over an untouched trunk asks for nothing (control)', async () => {
    const { invite, ...seen } = await talk(plain, '+17000001');
    expect(header(invite, 'Session-Expires')).toMatch(/^1800/);
    expect(header(invite, 'Supported')).toMatch(/100rel.*timer/);
    expect(header(invite, 'P-Asserted-Identity')).toContain('<sip:1001@');
    expect(header(invite, 'Remote-Party-ID')).toBeNull();
    expect(header(invite, 'Privacy')).toBeNull();
    expect(header(invite, 'From')).toContain('<sip:1001@');
    expect(invite.text).not.toContain('user=phone');
    expect(invite.text).toContain('telephone-event');
    expect(seen).toMatchObject({ marks: [0], soundTo: plain.other.port, infos: [] });
    expect(seen.digitEvents).toBeGreaterThan(0);
    expect(seen.delayMs).toBeLessThan(300);
  });

  it('over a trunk with wishes has all of them', async () => {
    const { invite, ...seen } = await talk(wishing, '+17010001');
    expect(header(invite, 'Session-Expires')).toMatch(/^600/);
    expect(header(invite, 'Min-SE')).toBe('120');
    expect(header(invite, 'Supported')).not.toContain('100rel');
    expect(header(invite, 'Remote-Party-ID')).toContain('<sip:1001@');
    expect(header(invite, 'P-Asserted-Identity')).toBeNull();
    expect(invite.text).toMatch(/^INVITE sip:\+17010001@[^ ]*;user=phone/);
    expect(invite.text).toMatch(/^s=Wishes\r?$/m);
    expect(invite.text).not.toContain('telephone-event');
    expect(seen).toMatchObject({ marks: [46], soundTo: wishing.named.port, digitEvents: 0 });
    expect(seen.infos.map(({ text }) => /Signal= *(\S)/i.exec(text)?.[1])).toEqual(['5']);
    expect(seen.delayMs).toBeGreaterThan(350);
  });

  it('over a trunk that hides who calls goes through its proxy without a name, and with it over the next', async () => {
    const number = '+17020001';
    const call = await office.adasPhone.call(number, { by: 'caller' }, { pauseMs: 100 });
    const [hidden, shown] = await Promise.all([inviteTo(proxy, number), inviteTo(plain.sipp, number)]);
    expect(await call.done).toMatchObject({ successful: 1, failed: 0 });
    expect(hidden.text).toMatch(new RegExp(`^INVITE sip:\\+17020001@${lab.slot.peer(22)}`));
    expect(header(hidden, 'Route')).toBe(`<sip:${lab.slot.peer(23)}:${ports.sip};lr>`);
    expect(header(hidden, 'From')).toMatch(/^"Anonymous" <sip:anonymous@anonymous\.invalid>/);
    expect(header(hidden, 'Privacy')).toBe('id');
    expect(header(hidden, 'P-Asserted-Identity')).toContain('sip:1001@');
    expect(header(hidden, 'Require')).toBe('100rel');
    expect(header(hidden, 'Supported')).not.toContain('timer');
    expect(hidden.text).not.toContain('telephone-event');
    expect(header(shown, 'From')).toContain('<sip:1001@');
    expect(header(shown, 'Privacy')).toBeNull();
  });
});

describe('a call in', () => {
  it('shows who the carrier says it is, and rings by a message (control)', async () => {
    const { told, shown } = await callFrom(plain);
    expect(shown).toContain('+15559990001');
    expect(told).toContain(180);
    expect(told).not.toContain(183);
  });

  it('shows what From says where the carrier is not believed, and rings as audio where that is wished', async () => {
    const { told, shown } = await callFrom(wishing);
    expect(shown).toContain('+15559990002');
    expect(told).toContain(183);
    expect(told).not.toContain(180);
  });
});

describe('a fax that an extension is sent', () => {
  async function fax(at: Carrier, scenarios: { phone: string; carrier: string }) {
    const sockets = [at.address, lab.slot.peer(0)].map((address) => createSocket('udp4').bind(0, address));
    await Promise.all(sockets.map((socket) => once(socket, 'listening')));
    const [theirs, ours] = sockets;
    await office.adasPhone.register(0);
    await office.adasPhone.register();
    const keys = { from: '', rtp_port: String(at.named.port) };
    const phone = await startSipp({
      ...{ ...run, scenario: scenarios.phone, local: { address: lab.slot.peer(0) }, pauseMs: 400 },
      keys: { ...keys, user: office.ada.sipUsername, fax_port: String(ours?.address().port) },
    });
    const sent = await startSipp({
      ...{ ...run, scenario: scenarios.carrier, local: { address: at.address, port: 5070 } },
      ...{ remote: { address: lab.slot.pbx }, service: office.number.number },
      keys: { ...keys, user: '+15559990003', fax_port: String(theirs?.address().port) },
    });
    return { phone, sent, theirs, ours };
  }

  it('is T.38 from end to end over a trunk that allows it', async () => {
    const { phone, sent, theirs, ours } = await fax(wishing, { phone: faxPhone(200), carrier: faxCarrier });
    const heard = ours && once(ours, 'message');
    const offer = await waitFor(
      'the offer of T.38',
      async () => sent.messages().find(({ method, text }) => method === 'INVITE' && text.includes('m=image')),
      { timeoutMs: 5000, everyMs: 20 },
    );
    const port = Number(/m=image (\d+) udptl t38/.exec(offer.text)?.[1]);
    // One packet of UDPTL: number 0, the indicator CED, nothing repeated (ITU-T T.38 section 9.1).
    const ced = Buffer.from([0, 0, 1, 0x06, 0, 0]);
    const again = setInterval(() => theirs?.send(ced, port, lab.slot.pbx), 20);
    const [packet] = (await heard) as [Buffer];
    clearInterval(again);
    expect(packet.subarray(2, 4)).toEqual(ced.subarray(2, 4));
    for (const sipp of [phone, sent]) {
      const result = await sipp.done;
      expect(result, result.errors).toMatchObject({ successful: 1, failed: 0 });
    }
    for (const socket of [theirs, ours]) socket?.close();
  });

  it('stays audio over one that does not (control)', async () => {
    const carrier = callerScenario({ by: 'callee' }, { digest: false });
    const { phone, sent, theirs, ours } = await fax(plain, { phone: faxPhone(488), carrier });
    for (const sipp of [phone, sent]) expect(await sipp.done).toMatchObject({ successful: 1, failed: 0 });
    expect(sent.messages().filter(({ text }) => text.includes('m=image'))).toEqual([]);
    for (const socket of [theirs, ours]) socket?.close();
  });
});

it('a trunk that is not asked says so, and its carrier gets no OPTIONS until it is', async () => {
  const asked = (sipp: SippProcess, host: string) =>
    sipp.messages().filter(({ method, text }) => method === 'OPTIONS' && text.startsWith(`OPTIONS sip:${host}`)).length;
  const state = async ({ trunk }: Carrier) => (await lab.api.get<Trunk>(`/trunks/${trunk.id}`)).state;
  const change = ({ trunk }: Carrier, fields: object) =>
    lab.api.send('PATCH', `/trunks/${trunk.id}?wait=applied`, fields);
  const soon = { timeoutMs: 15_000, everyMs: 50 };
  await waitFor('OPTIONS', async () => asked(plain.sipp, plain.address) > 0, soon);
  expect(asked(wishing.sipp, wishing.address)).toBe(0);
  expect(await state(plain)).toMatchObject({ status: 'reachable', reason: null });
  const reason = `${wishing.address}:${ports.sip} is not asked by OPTIONS whether it answers.`;
  expect(await state(wishing)).toMatchObject({ status: 'unknown', code: 'not_asked', reason });
  await change(wishing, { optionsInterval: 5 });
  await change(plain, { outboundProxy: `sip:${lab.slot.peer(23)}` });
  await waitFor('OPTIONS over the proxy', async () => asked(proxy, plain.address) > 0, soon);
  await waitFor('OPTIONS', async () => asked(wishing.sipp, wishing.address) > 0, soon);
  await waitFor('the carrier', async () => (await state(wishing)).status === 'reachable', soon);
});
