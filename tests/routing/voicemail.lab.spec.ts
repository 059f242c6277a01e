/**
 * Voicemail with real calls: a carrier's tone and a phone's end in the mailbox of who does not answer, is busy or has no phone; her
 * lamp is told how many there are; by *97 and the PIN she hears that tone. A PIN set at the phone outlasts a reload, and gives
 * way to one that is set over the API. A message is left with API, agent and Postgres stopped.
 */
import { existsSync, readFileSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { CallRecord, Extension } from '@trunkline/contracts';
import { ports, waitFor } from '@trunkline/local-runtime';
import {
  aNumber,
  anIpTrunk,
  anOffice,
  callerScenario,
  create,
  type LabStack,
  labStack,
  type Office,
  RtpEndpoint,
  readWav,
  recordsOf,
  type SippProcess,
  startSipp,
  toneLevel,
} from '@trunkline/testing';
import { afterAll, beforeAll, expect, it } from 'vitest';

const toMailbox = '+15550200002';
const pins = { first: '4711', phones: '2580' };
const [carriersTone, bensTone] = [1400, 600];
/** From the answer to the BYE. */
const pauseMs = 3000;
/** `#` as an event of RFC 4733. */
const pound = 11;

let lab: LabStack;
let office: Office;
let mailbox: string;
/** Ada's, which is registered before she has a mailbox, and rings until the caller gives up. */
let phone: SippProcess;

beforeAll(async () => {
  lab = await labStack({ slot: 220 });
  office = await anOffice(lab);
  phone = await office.adasPhone.answer({ by: 'cancel' }, { stopAfterOne: false });
  await changed(office.ada, { voicemailEnabled: true, voicemailPin: pins.first, voicemailRingSeconds: 1 });
  const destination = { type: 'voicemail', extensionId: office.ada.id } as const;
  await anIpTrunk(lab, lab.slot.peer(5));
  await create(lab, '/numbers', aNumber({ number: toMailbox, destination }));
  mailbox = join(lab.directory, 'pbx/spool/voicemail', office.ada.sipUsername, '1001');
});

afterAll(() => lab?.stop());

async function changed(extension: Extension, fields: object): Promise<void> {
  const answer = await lab.api.send('PATCH', `/extensions/${extension.id}?wait=applied`, fields);
  expect([answer.status, answer.headers.get('Trunkline-Revision-Status')]).toEqual([200, 'applied']);
}

/** Names of the messages in a folder. */
const messages = async (folder = 'INBOX') =>
  (await readdir(join(mailbox, folder)).catch(() => [])).filter((name) => name.endsWith('.wav')).sort();

/** Waits for message `n`, from 0: it is that tone, and not the end of what the mailbox said. */
async function toneLeft(n: number, frequency: number): Promise<void> {
  const path = join(mailbox, 'INBOX', `msg000${n}.wav`);
  await expect.poll(() => existsSync(path)).toBe(true);
  const samples = readWav(await readFile(path));
  expect(samples.length / 8000).toBeGreaterThan(1);
  expect(toneLevel(samples, frequency)).toBeGreaterThan(0.9);
}

/** What the lamp of a phone was told, in order: `new/old`. */
const lamp = (phone: SippProcess): string[] =>
  phone
    .messages()
    .filter(({ sent, method }) => !sent && method === 'NOTIFY')
    .map(({ text }) => /^Voice-Message: (\d+\/\d+)/m.exec(text)?.[1] ?? '');

const record = async (fits: (record: CallRecord) => boolean): Promise<CallRecord | undefined> =>
  (await recordsOf(lab, 1, fits))[0];

/** A call that comes to the mailbox, hears it speak, skips the rest, and leaves a second and a half of a tone. */
async function leaves(
  peer: number,
  frequency: number,
  calls: (rtpPort: number) => Promise<SippProcess>,
): Promise<void> {
  const rtp = await RtpEndpoint.open({ address: lab.slot.peer(peer), frequency });
  const call = await calls(rtp.port);
  const speaks = () => rtp.heard().some((sample) => Math.abs(sample) > 1000);
  await waitFor('the mailbox to speak', speaks, { timeoutMs: 10_000, everyMs: 20 });
  rtp.press(pound);
  const { successful, errors } = await call.done;
  expect(successful, errors).toBe(1);
  rtp.close();
}

const benCalls = (rtpPort: number) => office.bensPhone.call('1001', { by: 'caller' }, { rtpPort, pauseMs });

/** A carrier that is known by its address. */
const carrierCalls = (number: string) => (rtpPort: number) =>
  startSipp({
    scenario: callerScenario({ by: 'caller' }, { digest: false }),
    local: { address: lab.slot.peer(5) },
    remote: { address: lab.slot.pbx, port: ports.sip },
    service: number,
    keys: { user: '+15550109101', from: '', rtp_port: String(rtpPort) },
    pauseMs,
  });

/** Ada dials a code and keys these in, each once the PBX says something. */
async function adaListens(
  code: '*97' | '*98',
  keyed: readonly string[],
  until: (heard: Int16Array) => boolean,
): Promise<void> {
  const rtp = await RtpEndpoint.open({ address: lab.slot.peer(0), frequency: 500 });
  const call = await office.adasPhone.call(code, { by: 'callee' }, { rtpPort: rtp.port });
  let before = 0;
  for (const keys of keyed) {
    await waitFor('the PBX to speak', () => rtp.heard().length - before > 3200, { timeoutMs: 10_000, everyMs: 20 });
    for (const key of keys) {
      rtp.press(key === '#' ? pound : Number(key));
      // As fast as a hand is.
      await sleep(120);
    }
    before = rtp.heard().length;
  }
  await waitFor('what is awaited', () => until(rtp.heard()), { timeoutMs: 30_000, everyMs: 50 });
  await lab.asteriskCommand('channel request hangup all');
  expect(await call.done).toMatchObject({ successful: 1 });
  rtp.close();
}

it('given nobody answers, then the carrier leaves its tone, and the lamp is told', async () => {
  await expect.poll(() => lamp(phone)).toEqual(['0/0']);
  await leaves(5, carriersTone, carrierCalls(office.number.number));
  await toneLeft(0, carriersTone);
  await expect.poll(() => lamp(phone).at(-1)).toBe('1/0');
  await phone.kill();
  expect(await record(({ from }) => from === '+15550109101')).toMatchObject({
    ...{ disposition: 'no_answer', answeredAt: null, billedSeconds: 0 },
    ...{ voicemailExtensionId: office.ada.id, extensionIds: [office.ada.id] },
  });
});

it('given Ada is busy, then Ben leaves his tone', async () => {
  const busy = { by: 'refusal', status: '486 Busy Here' } as const;
  phone = await office.adasPhone.answer(busy, { stopAfterOne: false });
  await leaves(1, bensTone, benCalls);
  await toneLeft(1, bensTone);
  await expect.poll(() => lamp(phone).at(-1)).toBe('2/0');
  await phone.kill();
  const { ada } = office;
  expect(await record(({ from }) => from === '1002')).toMatchObject({
    disposition: 'busy',
    voicemailExtensionId: ada.id,
  });
});

it('given a number leads to the mailbox, then the call is answered by it', async () => {
  const call = await lab.carrier.callIn({ number: toMailbox, callerNumber: '+15550109102' });
  await call.answered;
  await call.hangup();
  expect(await record(({ from }) => from === '+15550109102')).toMatchObject({
    ...{ disposition: 'answered', to: toMailbox },
    ...{ voicemailExtensionId: office.ada.id, extensionIds: [office.ada.id] },
  });
});

/** For how many milliseconds a tone is there and nothing else. */
function toneMs(samples: Int16Array, frequency: number): number {
  const blocks = Array.from({ length: Math.floor(samples.length / 400) }, (_, at) =>
    samples.subarray(at * 400, (at + 1) * 400),
  );
  return blocks.filter((block) => toneLevel(block, frequency) > 0.9 && block.some((s) => s > 1000)).length * 50;
}

const secret = () => readFileSync(join(mailbox, 'secret.conf'), 'utf8');

it('given Ben has no mailbox, then *97 is no number for him', async () => {
  const call = await office.bensPhone.call('*97', { by: 'refusal', status: 404 });
  expect(await call.done).toMatchObject({ successful: 1 });
});

it('given Ada sets another PIN at her phone, then it is hers, and outlasts a reload', async () => {
  const { phones } = pins;
  await adaListens('*98', ['1001#', `${pins.first}#`, '0', '5', `${phones}#`, `${phones}#`], () =>
    secret().includes(phones),
  );
  await changed(office.ben, { voicemailEnabled: true, voicemailPin: '0000' });
  expect(secret()).toContain(phones);
});

it('given API, agent and Postgres are stopped, then she hears by that PIN what the carrier left, while Ben leaves more', async () => {
  await office.adasPhone.register(0);
  const { api, agent, postgres } = lab.parts;
  for (const part of [api, agent, postgres]) await part.stop();
  let left = false;
  const leaving = leaves(1, bensTone, benCalls).then(() => {
    left = true;
  });
  await adaListens('*97', [`${pins.phones}#`, '1'], (heard) => left && toneMs(heard, carriersTone) > 800);
  await leaving;
  for (const part of [postgres, agent, api]) await part.start();
  expect(await messages('Old')).toHaveLength(1);
  expect(await messages()).toHaveLength(2);
  expect(await record(({ from, disposition }) => from === '1002' && disposition === 'no_answer')).toMatchObject({
    voicemailExtensionId: office.ada.id,
  });
  expect(await record(({ to, endedAt }) => to === '*97' && endedAt !== null)).toMatchObject({
    ...{ disposition: 'answered', from: '1001', voicemailExtensionId: null },
  });
});

it('given a PIN is set here again, then it takes the place of the one of the phone', async () => {
  await changed(office.ada, { voicemailPin: pins.first });
  expect(secret()).toContain(pins.first);
});
