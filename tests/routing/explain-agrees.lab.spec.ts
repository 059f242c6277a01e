/**
 * What `POST /routing/explain` says is what Asterisk does: for configurations made at random, with what is disabled and what
 * overlaps, an extension dials numbers made at random, and for each call the phones and carriers (SIPp) that were asked, in
 * their order, with the number that they were asked for, and the answer that the caller got are compared. The short form makes
 * a few; `npm run prove -- tests/routing` makes 2,000 calls over 20 configurations.
 */
import type { Extension, ExtensionWithSecret, RoutingExplanation, Trunk } from '@trunkline/contracts';
import { ports } from '@trunkline/local-runtime';
import {
  anExtension,
  anIpTrunk,
  calleeScenario,
  create,
  type LabStack,
  labStack,
  proving,
  type SipMessage,
  SippPhone,
  type SippProcess,
  seeded,
  startSipp,
} from '@trunkline/testing';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { anyAnswerScenario } from './any-answer-scenario.js';
import { aDialledNumber, aNumbering, type Numbering } from './random-numbering.js';

const configurations = proving ? 20 : 3;
const callsEach = proving ? 100 : 25;
const random = seeded();

let lab: LabStack;
let caller: ExtensionWithSecret;
let phones: (Extension & { number: string })[];
let trunks: Trunk[];
/** What SIPp at each trunk, and the phones, were asked. */
const asked: SippProcess[] = [];

/** The last refuses as a number that is busy, which ends a call; the others cannot take any. */
const answers = ['503 Service Unavailable', '503 Service Unavailable', '486 Busy Here'];

beforeAll(async () => {
  lab = await labStack({ slot: 166 });
  caller = await create<ExtensionWithSecret>(lab, '/extensions', anExtension({ number: '1000', name: 'Caller' }));
  trunks = [];
  for (const [n, status] of answers.entries()) {
    const address = lab.slot.peer(20 + n);
    asked.push(
      await startSipp({
        scenario: refusing(status),
        local: { address },
        keys: keysOf('carrier'),
        trace: true,
        timeoutMs: 900_000,
      }),
    );
    trunks.push(await anIpTrunk(lab, address, { name: `Carrier ${n}` }));
  }
  phones = [];
  for (const [n, number] of ['11', '112', '2001'].entries()) {
    const extension = await create<ExtensionWithSecret>(
      lab,
      '/extensions',
      anExtension({ number, name: `Phone ${n}` }),
    );
    const { sipUsername: username, secret } = extension;
    const pbx = { address: lab.slot.pbx, port: ports.sip };
    const phone = new SippPhone({ address: lab.slot.peer(n), pbx, username, secret });
    const busy = { by: 'refusal', status: '486 Busy Here' } as const;
    asked.push(await phone.answer(busy, { ringMs: 0, stopAfterOne: false, timeoutMs: 900_000 }));
    phones.push(extension);
  }
});

afterAll(async () => {
  for (const process of asked) await process.kill();
  await lab?.stop();
});

const keysOf = (user: string) => ({ user, from: '', rtp_port: '6000' });
const refusing = (status: string) => calleeScenario({ by: 'refusal', status }, { ringMs: 0, stopAfterOne: false });

/** Makes the routes of a numbering in place of those that are there; answers with their ids. */
async function configure({ routes }: Numbering): Promise<string[]> {
  const ids: string[] = [];
  for (const { trunks: used, ...route } of routes) {
    const trunkIds = used.map((n) => trunks[n]?.id ?? expect.fail('no such trunk'));
    const { id } = await create<{ id: string }>(lab, '/outbound-routes', { ...route, trunkIds });
    ids.push(id);
  }
  return ids;
}

/** Has the caller dial these one after the other, and tells when each call began and which answer it got. */
async function dial(numbers: readonly string[]): Promise<{ to: string; at: number; status: number }[]> {
  const { sipUsername: username, secret: password } = caller;
  const run = await startSipp({
    scenario: anyAnswerScenario,
    local: { address: lab.slot.peer(10) },
    remote: { address: lab.slot.pbx, port: ports.sip },
    rows: numbers.map((number) => [number]),
    keys: keysOf(username),
    auth: { username, password },
    ...{ calls: numbers.length, atOnce: 1, callsPerSecond: 25, trace: true, timeoutMs: 120_000 },
  });
  const { messages, failed, errors } = await run.done;
  expect(failed, errors).toBe(0);
  return [...firstOfEach(messages.filter(({ sent, method }) => sent && method === 'INVITE'))].map(
    ({ callId, at, text }) => {
      const final = messages.findLast(
        (message) => message.callId === callId && message.cseqMethod === 'INVITE' && message.status >= 300,
      );
      return { to: userOf(text), at, status: final?.status ?? 0 };
    },
  );
}

/** The first message of each Call-ID: an INVITE may be sent again, with credentials or because no answer came. */
function firstOfEach(messages: readonly SipMessage[]): SipMessage[] {
  return [...new Map(messages.toReversed().map((message) => [message.callId, message])).values()].toSorted(
    (a, b) => a.at - b.at,
  );
}

const userOf = (text: string): string => /^INVITE sip:([^@]*)@/.exec(text)?.[1] ?? '';

/** Who was asked so far, in order, and when: a trunk and for which number, or a phone. */
function whoWasAsked(): { at: number; who: string }[] {
  return asked
    .flatMap((process, n) => {
      const invites = process.messages().filter(({ sent, method }) => !sent && method === 'INVITE');
      const trunk = trunks[n]?.name;
      const phone = phones[n - trunks.length]?.name ?? '';
      return firstOfEach(invites).map(({ at, text }) => ({ at, who: trunk ? `${trunk} ${userOf(text)}` : phone }));
    })
    .toSorted((a, b) => a.at - b.at);
}

/** What an explanation means for this lab, where each of them answers as it does. */
function expected({ steps }: RoutingExplanation): { asked: string[]; status: number } {
  const names: string[] = [];
  for (const { kind, name, number, cause } of steps) {
    if (kind === 'trunk_disabled') continue;
    if (kind === 'hangup') return { asked: names, status: { 1: 404, 20: 480, 34: 503 }[cause ?? 0] ?? 0 };
    names.push(kind === 'trunk' ? `${name} ${number}` : `${name}`);
    // A phone that is asked is busy, as is the last trunk; the caller's own phones are not registered.
    if (kind === 'ring') return name === 'Caller' ? { asked: [], status: 480 } : { asked: names, status: 486 };
    if (kind === 'pickup' || kind === 'park') return { asked: [], status: 404 };
    if (name === 'Carrier 2') return { asked: names, status: 486 };
  }
  throw new Error('an explanation ends with the end of the call');
}

for (let turn = 1; turn <= configurations; turn += 1) {
  it(`configuration ${turn}: ${callsEach} calls go where the explanation says`, { timeout: 300_000 }, async () => {
    const numbering = aNumbering(random, trunks.length);
    const routes = await configure(numbering);
    const numbers = Array.from({ length: callsEach }, () => aDialledNumber(random, numbering));
    const calls = await dial(numbers);
    expect(calls.map(({ to }) => to)).toEqual(numbers);
    const all = whoWasAsked();
    for (const [place, { to, at, status }] of calls.entries()) {
      const next = calls[place + 1]?.at ?? Number.POSITIVE_INFINITY;
      const found = { asked: all.filter((each) => each.at >= at && each.at < next).map(({ who }) => who), status };
      const question = { direction: 'outbound', from: '1000', to };
      const explanation = await lab.api.post<RoutingExplanation>('/routing/explain', question);
      expect(found, `${to} with ${JSON.stringify(numbering)}`).toEqual(expected(explanation));
    }
    for (const id of routes) await lab.api.send('DELETE', `/outbound-routes/${id}?wait=applied`);
  });
}
