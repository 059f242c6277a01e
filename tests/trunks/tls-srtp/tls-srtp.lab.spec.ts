/**
 * A carrier over TLS with encrypted media: calls out and in are heard on both sides, and a stranger on the wire between
 * PBX and carrier sees neither SIP nor sound (the same look at a trunk in clear sees both). A certificate is renewed
 * while a call goes on. A carrier whose certificate has expired, is another host's or nobody's says so in words.
 */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createServer, connect as tlsConnect } from 'node:tls';
import type { Certificate, ExtensionWithSecret, OutboundRoute, PhoneNumber, Trunk } from '@trunkline/contracts';
import { makeAuthority, ports, waitFor } from '@trunkline/local-runtime';
import {
  aNumber,
  anExtension,
  anOutboundRoute,
  aTrunk,
  create,
  followCall,
  type LabStack,
  type LiveClient,
  labStack,
  overheard,
  PacketCapture,
  RtpEndpoint,
  readWav,
  SippPhone,
  toneLevels,
} from '@trunkline/testing';
import { afterAll, beforeAll, expect, it } from 'vitest';

let lab: LabStack;
let live: LiveClient;
let phone: SippPhone;
let node: Certificate;
let route: OutboundRoute;
let number: PhoneNumber;

const over = (name: string, fields: Partial<Parameters<typeof aTrunk>[0]>) => {
  const account = { host: lab.slot.carrier, port: ports.sipTls, password: lab.carrierAccount.password };
  return aTrunk({ name, transport: 'tls', ...account, ...fields });
};

beforeAll(async () => {
  lab = await labStack({ slot: 186 });
  live = await lab.live();
  const pem = await lab.carrier.certificate.authority();
  const selfSigned = { names: [lab.slot.pbx] };
  const [ada] = await Promise.all([
    create<ExtensionWithSecret>(lab, '/extensions', anExtension()),
    create<Certificate>(lab, '/certificates', { name: 'Carrier', kind: 'authority', pem }),
  ]);
  node = await create<Certificate>(lab, '/certificates', { name: 'PBX', selfSigned });
  await lab.api.send('PATCH', '/settings?wait=applied', { tlsCertificateId: node.id });
  number = await create<PhoneNumber>(
    lab,
    '/numbers',
    aNumber({ destination: { type: 'extension', extensionId: ada.id } }),
  );
  phone = new SippPhone({
    address: lab.slot.peer(0),
    pbx: { address: lab.slot.pbx, port: ports.sip },
    username: ada.sipUsername,
    secret: ada.secret,
  });
});

afterAll(async () => {
  live?.close();
  await lab?.stop();
});

/** The trunk is the one that calls go out by. */
async function calledBy(trunk: Trunk, via: 'register' | 'sdes' | 'dtls'): Promise<void> {
  await waitFor('the registration', () => lab.carrier.hasRegistration(via), { timeoutMs: 15_000, everyMs: 50 });
  const online = async () => (await lab.api.get<Trunk>(`/trunks/${trunk.id}`)).state.status === 'registered';
  await waitFor('the trunk', online, { timeoutMs: 15_000, everyMs: 50 });
  if (route === undefined) route = await create(lab, '/outbound-routes', anOutboundRoute({ trunkIds: [trunk.id] }));
  else await lab.api.send('PATCH', `/outbound-routes/${route.id}?wait=applied`, { trunkIds: [trunk.id] });
}

const followed = new Set<string>();

/** A call out in which both sides have been heard; what a stranger saw and heard of it. */
async function overheardCall(trunk: Trunk) {
  const before = new Set(await lab.carrier.recordingNames());
  const rtp = await RtpEndpoint.open({ address: lab.slot.peer(0), frequency: 600 });
  const capture = await PacketCapture.begin(lab.slot.pbx, lab.slot.carrier);
  const run = await phone.call('+1555010001', { by: 'caller' }, { pauseMs: 2000, rtpPort: rtp.port });
  expect(await run.done).toMatchObject({ successful: 1, failed: 0 });
  const packets = await capture.end();
  rtp.close();
  const call = await followCall(lab, live, ({ id, to }) => to.number === '+1555010001' && !followed.has(id));
  followed.add(call.id);
  expect(call.record).toMatchObject({ direction: 'outbound', trunkId: trunk.id, disposition: 'answered' });
  expect(toneLevels(rtp.heard().subarray(-8000), [1000]).get(1000)).toBeGreaterThan(0.8);
  const [name] = (await lab.carrier.recordingNames()).filter((file) => !before.has(file));
  const recording = readWav(await readFile(join(lab.carrier.recordings, name ?? 'no new recording')));
  expect(toneLevels(recording.subarray(-10_000, -2000), [600]).get(600)).toBeGreaterThan(0.8);
  return {
    sip: packets.filter(({ payload }) => payload.includes('SIP/2.0')).length,
    tls: packets.filter(({ payload }) => payload[0] === 0x17 && payload[1] === 3).length,
    fromCarrier: overheard(packets, lab.slot.carrier),
    fromPbx: overheard(packets, lab.slot.pbx),
  };
}

it.each(['sdes', 'dtls'] as const)(
  'a stranger on the wire sees neither SIP nor sound of a call over TLS with %s',
  async (mediaEncryption) => {
    const body = over(mediaEncryption, { username: `trunkline-${mediaEncryption}`, mediaEncryption });
    const trunk = await create<Trunk>(lab, '/trunks', body);
    await calledBy(trunk, mediaEncryption);
    const seen = await overheardCall(trunk);
    expect(seen.sip).toBe(0);
    expect(seen.tls).toBeGreaterThan(5);
    for (const [heard, tone] of [[seen.fromCarrier, 1000] as const, [seen.fromPbx, 600] as const]) {
      expect(heard.length).toBeGreaterThan(8000);
      expect(toneLevels(heard, [tone]).get(tone)).toBeLessThan(0.1);
    }
  },
);

it('a call in by TLS is heard on both sides, and goes on while the certificate of the PBX is renewed', async () => {
  expect(await shownFingerprint()).toBe(node.fingerprint);
  const rtp = await RtpEndpoint.open({ address: lab.slot.peer(0), frequency: 600 });
  const capture = await PacketCapture.begin(lab.slot.pbx, lab.slot.carrier);
  const answers = await phone.answer({ by: 'callee' }, { ringMs: 100, pauseMs: 4000, rtpPort: rtp.port });
  const placed = await lab.carrier.callIn({ number: number.number, via: 'sdes' });
  await placed.answered;
  const renewal = { selfSigned: { names: [lab.slot.pbx, 'pbx.example.org'], days: 90 } };
  const renewed = await lab.api.send('PATCH', `/certificates/${node.id}?wait=applied`, renewal);
  expect(renewed.headers.get('Trunkline-Revision-Status')).toBe('applied');
  const { fingerprint } = (await renewed.json()) as Certificate;
  expect(fingerprint).not.toBe(node.fingerprint);
  await waitFor('the new certificate', async () => (await shownFingerprint()) === fingerprint, { timeoutMs: 5000 });
  rtp.forget();
  expect(await answers.done).toMatchObject({ successful: 1, failed: 0 });
  expect(await placed.ended).toMatchObject({ answered: true });
  const packets = await capture.end();
  rtp.close();
  expect(toneLevels(rtp.heard().subarray(-4000), [1400]).get(1400)).toBeGreaterThan(0.8);
  expect(packets.filter(({ payload }) => payload.includes('SIP/2.0'))).toEqual([]);
  expect(toneLevels(overheard(packets, lab.slot.carrier), [1400]).get(1400)).toBeLessThan(0.1);
  const call = await followCall(lab, live, ({ from }) => from.number === '+15550109999');
  expect(call.record).toMatchObject({ direction: 'inbound', disposition: 'answered' });
});

// After the others: its OPTIONS go over the wire in clear from now on.
it('a stranger sees and hears everything over a trunk in clear (control)', async () => {
  const { username, password } = lab.carrierAccount;
  const trunk = await create<Trunk>(lab, '/trunks', aTrunk({ host: lab.slot.carrier, username, password }));
  await calledBy(trunk, 'register');
  const seen = await overheardCall(trunk);
  expect(seen.sip).toBeGreaterThan(5);
  expect(toneLevels(seen.fromCarrier, [1000]).get(1000)).toBeGreaterThan(0.8);
  expect(toneLevels(seen.fromPbx, [600]).get(600)).toBeGreaterThan(0.8);
});

it('a carrier whose certificate is of no worth is named with the reason, and no call goes to it', async () => {
  const { certificate } = lab.carrier;
  const yesterday = new Date(Date.now() - 86_400_000);
  const at = (n: number) => [lab.slot.peer(n)];
  const carriers = [
    [
      10,
      'certificate_expired',
      await certificate.issue({ names: at(10), notBefore: new Date(0), notAfter: yesterday }),
    ],
    [11, 'certificate_other_name', await certificate.issue({ names: ['sip.elsewhere.example'] })],
    [12, 'certificate_untrusted', await certificate.issue({ names: at(12), issuer: await makeAuthority('Nobody') })],
    // Controls: the same look finds no fault with a good certificate, nor with a bad one that need not be good.
    [13, 'no_answer', await certificate.issue({ names: at(13) })],
    [14, 'no_answer', await certificate.issue({ names: at(14), issuer: await makeAuthority('Nobody') })],
  ] as const;
  const servers = carriers.map(([n, , { pem, privateKey }]) => {
    const server = createServer({ cert: pem, key: privateKey }, (socket) => socket.on('error', () => {}).resume());
    return server.on('tlsClientError', () => {}).listen(ports.sipTls, lab.slot.peer(n));
  });
  const trunks = await Promise.all(
    carriers.map(([n, code]) =>
      create<Trunk>(
        lab,
        '/trunks',
        over(`${n} ${code}`, { host: lab.slot.peer(n), username: 'u', verifyServer: n !== 14 }),
      ),
    ),
  );
  await Promise.all(
    trunks.map(async ({ id, host }, index) => {
      const state = async () => (await lab.api.get<Trunk>(`/trunks/${id}`)).state;
      await waitFor(`trunk ${index}`, async () => (await state()).status === 'unreachable', { timeoutMs: 20_000 });
      const found = await state();
      expect(found.code, `${index}`).toBe(carriers[index]?.[1]);
      expect(found.reason).toContain(`${host}:5061`);
    }),
  );
  const [expired] = trunks;
  await lab.api.send('PATCH', `/outbound-routes/${route.id}?wait=applied`, { trunkIds: [expired?.id] });
  const run = await phone.call('+1555010006', { by: 'refusal', status: 503 });
  const sip = await run.done;
  expect(sip).toMatchObject({ successful: 1, failed: 0 });
  const call = await followCall(lab, live, ({ to }) => to.number === '+1555010006');
  expect(call.record).toMatchObject({ disposition: 'failed', trunkId: expired?.id });
  for (const server of servers) server.close();
});

/** SHA-256 of the certificate that the PBX shows to those who connect. */
async function shownFingerprint(): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = tlsConnect({ host: lab.slot.pbx, port: ports.sipTls, rejectUnauthorized: false });
    socket.on('error', reject).on('secureConnect', () => {
      resolve(socket.getPeerCertificate().fingerprint256.replaceAll(':', '').toLowerCase());
      socket.destroy();
    });
  });
}
