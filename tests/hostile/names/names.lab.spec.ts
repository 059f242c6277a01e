/**
 * Strangers choose the name and number they call with, and anybody who has a phone chooses what to dial. Quotes,
 * line breaks, bidi marks, markup, dialplan functions and dial strings arrive as they are sent. Each such call ends
 * once, leaves one record with clean text, and executes nothing.
 */
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import type { LiveEvent } from '@trunkline/contracts';
import { ports } from '@trunkline/local-runtime';
import {
  allRecords,
  anIpTrunk,
  anOffice,
  anOutboundRoute,
  calleeScenario,
  callerScenario,
  callOf,
  create,
  followCall,
  type LabStack,
  type LiveClient,
  labStack,
  type Office,
  runSipp,
  type SippProcess,
  startSipp,
} from '@trunkline/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const shell = (marker: string) => `\${SHELL(touch ${marker})}`;
const escaped = (text: string) =>
  text.replace(/[^A-Za-z0-9+&$()]/g, (c) => `%${c.charCodeAt(0).toString(16).padStart(2, '0')}`);

let lab: LabStack;
let office: Office;
let live: LiveClient;
let marker: string;

beforeAll(async () => {
  lab = await labStack({ slot: 76 });
  office = await anOffice(lab);
  await anIpTrunk(lab, lab.slot.peer(20), { name: 'Stranger' });
  live = await lab.live();
  // Where Asterisk can write, or a command that ran would leave nothing.
  marker = join(dirname(lab.celFile), 'executed');
});

afterAll(async () => {
  live?.close();
  await lab?.stop();
});

/** A call from outside to our number that 1001 answers, and everything that came of it. */
async function callFrom(name: string, user: string) {
  const known = new Set(live.events.flatMap(({ event }) => (event.type === 'call.started' ? [event.data.id] : [])));
  const phone: SippProcess = await office.adasPhone.answer({ by: 'caller' }, { ringMs: 20 });
  const caller = await runSipp({
    scenario: callerScenario({ by: 'caller' }, { digest: false }),
    local: { address: lab.slot.peer(20) },
    remote: { address: lab.slot.pbx, port: ports.sip },
    service: office.number.number,
    keys: { user, from: name === '' ? '' : `${name} `, rtp_port: '6000' },
    pauseMs: 50,
  });
  expect(caller).toMatchObject({ successful: 1, failed: 0 });
  await phone.done;
  return followCall(lab, live, ({ id }) => !known.has(id));
}

const names = () => [
  ['an escaped quote', '"say \\"hello\\" to"', 'hello'],
  ['a backslash and a brace', '"a\\\\\\"}, {\\"eventtype\\": \\"x"', 'eventtype'],
  ['an apostrophe and SQL', `"O'Hara'); DROP TABLE call_record;--"`, 'DROP TABLE'],
  ['markup', '"<img src=x onerror=alert(1)>"', 'onerror'],
  ['bidi marks', '"\u202Egnp.exe\u2066\u200F"', 'gnp.exe'],
  ['a dialplan function', `"${shell(marker)}"`, 'SHELL'],
  ['dialplan separators', '"a,b|c&d^e"', 'a,b|c'],
  ['300 characters', `"${'long '.repeat(60)}"`, 'long long'],
  ['a name of nothing', '""', ''],
];
const numbers = () => [
  ['a line break', '+1555%0d%0aeventtype:HANGUP'],
  ['a quote and a backslash', '+1555%22%5c%22%7d'],
  ['a second channel', '200&PJSIP%2Ft_x%2F1900'],
  ['a dialplan function', escaped(shell(marker))],
  ['markup', '%3cscript%3ealert(1)%3c%2fscript%3e'],
];

function expectClean(text: string | null): void {
  expect(text ?? '').not.toMatch(/[\p{Cc}\p{Cf}\u2028\u2029]/u);
  expect((text ?? '').length).toBeLessThanOrEqual(80);
}

describe('given a caller whose name or number holds what programs give a meaning to', () => {
  for (const [index, [what]] of names().entries()) {
    it(`the call is one call and one record when the name holds ${what}`, async () => {
      const call = await callFrom(names()[index]?.[1] ?? '', '+15550108001');
      expectClean(call.record.fromName);
      // It did arrive: what is clean because it was thrown away proves nothing. (Asterisk's own JSON of call events
      // is broken by a quote in a name, so the record of such a call has no name.)
      expect(callOf(call.started).from.name ?? '').toContain(names()[index]?.[2]);
      expectClean(callOf(call.started).from.name);
      expect(call.record).toMatchObject({ direction: 'inbound', disposition: 'answered', to: office.number.number });
      expect(existsSync(marker)).toBe(false);
    });
  }

  for (const [index, [what]] of numbers().entries()) {
    it(`the call is one call and one record when the number holds ${what}`, async () => {
      const call = await callFrom('', numbers()[index]?.[1] ?? '');
      expectClean(call.record.from);
      expectClean(callOf(call.started).from.number);
      expect(call.record).toMatchObject({ direction: 'inbound', disposition: 'answered', to: office.number.number });
      expect(existsSync(marker)).toBe(false);
    });
  }
});

describe('given a phone that dials something that is no number', () => {
  const dialled = () => ['200&PJSIP%2F1002', escaped(shell(marker)), '1002%0d%0aX', '1002,5,g', '1002)%20exec(x'];
  for (const [index] of dialled().entries()) {
    it(`it gets 404 and nothing is executed (${index + 1})`, async () => {
      const phone = await office.bensPhone.call(dialled()[index] ?? '', { by: 'refusal', status: 404 });
      expect(await phone.done).toMatchObject({ successful: 1, failed: 0 });
      expect(existsSync(marker)).toBe(false);
    });
  }
});

describe('given a route that takes whatever begins with a digit', () => {
  const dialled = () => [
    '2001&PJSIP%2F1002',
    `2001${escaped(shell(marker))}`,
    '2001%0d%0aX',
    '2001,5,g',
    '2001%40elsewhere',
    '+2001)%20exec(x',
  ];
  let carrier: SippProcess;
  beforeAll(async () => {
    carrier = await startSipp({
      scenario: calleeScenario({ by: 'refusal', status: '503 No Line' }, { ringMs: 0, stopAfterOne: false }),
      local: { address: lab.slot.peer(24) },
      keys: { user: 'nobody', from: '', rtp_port: '6000' },
      timeoutMs: 110_000,
    });
    const trunk = await anIpTrunk(lab, lab.slot.peer(24), { name: 'Nobody' });
    const patterns = ['X.', '+X.'].map((match) => ({ match, strip: 0, prepend: '' }));
    await create(lab, '/outbound-routes', anOutboundRoute({ name: 'Whatever', trunkIds: [trunk.id], patterns }));
  });

  for (const [index] of dialled().entries()) {
    it(`a phone that dials what is no number reaches no trunk (${index + 1})`, async () => {
      const phone = await office.bensPhone.call(dialled()[index] ?? '', { by: 'refusal', status: 404 });
      expect(await phone.done).toMatchObject({ successful: 1, failed: 0 });
      expect(existsSync(marker)).toBe(false);
    });

    it(`a carrier that dials it reaches nobody (${index + 1})`, async () => {
      const caller = await runSipp({
        scenario: callerScenario({ by: 'refusal', status: 404 }, { digest: false }),
        local: { address: lab.slot.peer(20) },
        remote: { address: lab.slot.pbx, port: ports.sip },
        service: dialled()[index] ?? '',
        keys: { user: '+15550108001', from: '', rtp_port: '6000' },
      });
      expect(caller).toMatchObject({ successful: 1, failed: 0 });
      expect(existsSync(marker)).toBe(false);
    });
  }

  it('a number does reach the trunk, and nothing else has (control)', async () => {
    const phone = await office.bensPhone.call('2001', { by: 'refusal', status: 503 });
    expect(await phone.done).toMatchObject({ successful: 1, failed: 0 });
    const reached = (await carrier.stop()).messages.filter(({ method }) => method === 'INVITE');
    expect(reached.map(({ text }) => text)).toEqual([expect.stringMatching(/^INVITE sip:2001@/)]);
  });
});

it('each of these calls ended once and left one record', async () => {
  const started = () => live.events.filter(({ event }) => event.type === 'call.started').map(callOf);
  // The last call may be told of only now, by its record first.
  const ids = async () => [await allRecords(lab), started()].map((calls) => calls.map(({ id }) => id).sort());
  await expect.poll(ids).toSatisfy(([records, calls]) => isDeepStrictEqual(records, calls));
  expect(started().length).toBeGreaterThanOrEqual(names().length + numbers().length);
  for (const { id } of started()) {
    const ended = ({ type, data }: LiveEvent) => type === 'call.ended' && data.id === id;
    await live.waitFor(ended, 5000, `the end of ${id}`);
    expect(live.events.filter(({ event }) => ended(event))).toHaveLength(1);
  }
});
