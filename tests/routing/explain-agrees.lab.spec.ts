/**
 * What `POST /routing/explain` says is what Asterisk does: for configurations made at random, with what is disabled and what
 * overlaps, an extension dials numbers made at random, a carrier calls numbers of ours at some instant (TL_NOW of the
 * dialplan) as somebody or other, and for each call the phones and carriers (SIPp) that were asked, in
 * their order, with the number that they were asked for and the caller whom they were shown, and the answer that the caller got are compared. The short form makes
 * a few; `npm run prove -- tests/routing` makes 2,800 calls over 20 configurations.
 */
import type {
  Destination,
  Extension,
  ExtensionWithSecret,
  RoutingExplanation,
  RoutingQuestion,
  RoutingStep,
  Trunk,
} from '@trunkline/contracts';
import { inboundRewritings, rewritten } from '@trunkline/domain';
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
import {
  aCalledNumber,
  aCaller,
  aDialledNumber,
  aNumbering,
  anInstant,
  type Numbering,
  type Place,
} from './random-numbering.js';

const configurations = proving ? 20 : 2;
const callsEach = proving ? 100 : 25;
const callsIn = proving ? 40 : 12;
const random = seeded();

let lab: LabStack;
let caller: ExtensionWithSecret;
let phones: (Extension & { number: string })[];
/** Whom ring groups may call: those with a phone, the caller, which has none, and one that is disabled. */
let members: Extension[];
let trunks: Trunk[];
/** Whom the calls in come over. */
let calling: Trunk;
/** What SIPp at each trunk, and the phones, were asked. */
const asked: SippProcess[] = [];

const germany = { countryCode: '49', nationalPrefix: '0', internationalPrefix: '00' } as const;
type Written = NonNullable<Trunk['numbering']>;
/** How the carriers write numbers, and the one that calls. */
const numberings: Written[] = [
  { ...germany, out: 'national', in: 'as_sent' },
  { ...germany, out: 'digits', in: 'as_sent' },
];
const callingNumbering: Written = { ...germany, out: 'as_dialled', in: 'national' };

/** The last refuses as a number that is busy, which ends a call; the others cannot take any. */
const answers = ['503 Service Unavailable', '503 Service Unavailable', '486 Busy Here'];

beforeAll(async () => {
  lab = await labStack({ slot: 166 });
  caller = await create<ExtensionWithSecret>(
    lab,
    '/extensions',
    anExtension({ number: '1000', name: 'Caller', groups: ['staff', 'night'], callerId: '+15550200001' }),
  );
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
    trunks.push(
      await anIpTrunk(lab, address, {
        name: `Carrier ${n}`,
        numbering: numberings[n] ?? null,
        // Two of them refuse every call, and are to be asked all the same.
        breaker: { enabled: false, openAfterFailures: 5 },
      }),
    );
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
  const off = await create<Extension>(lab, '/extensions', anExtension({ number: '2002', name: 'Off', enabled: false }));
  members = [...phones, caller, off];
  // What it calls from is not what answers as one of the trunks.
  calling = await anIpTrunk(lab, lab.slot.peer(30), { name: 'Carrier that calls', numbering: callingNumbering });
});

afterAll(async () => {
  for (const process of asked) await process.kill();
  await lab?.stop();
});

const keysOf = (user: string) => ({ user, from: '', rtp_port: '6000' });
const refusing = (status: string) => calleeScenario({ by: 'refusal', status }, { ringMs: 0, stopAfterOne: false });

/** Makes what a numbering consists of; answers with the paths of it in the order in which it can be deleted. */
async function configure({ rates, routes, groups, numbers, schedules, inbound }: Numbering): Promise<string[]> {
  const made: string[] = [];
  // What comes last is waited for; what comes before is applied with it.
  const make = async (path: string, body: object): Promise<string> => {
    const { id } = await lab.api.post<{ id: string }>(path, body);
    made.unshift(`${path}/${id}`);
    return id;
  };
  for (const [n, each] of rates.entries()) {
    const path = `/trunks/${trunks[n]?.id}/rates`;
    if (each === null) await lab.api.send('DELETE', path);
    else await lab.api.send('PUT', path, { currency: 'EUR', rates: each });
  }
  const routeIds: string[] = [];
  for (const { trunks: used, ...route } of routes) {
    const trunkIds = used.map((n) => trunks[n]?.id ?? expect.fail('no such trunk'));
    routeIds.push(await make('/outbound-routes', { ...route, trunkIds }));
  }
  const groupIds: string[] = [];
  const destination = (place: Place | null): Destination | null => {
    switch (place?.type) {
      case undefined:
        return null;
      case 'extension':
        return { type: place.type, extensionId: members[place.extension]?.id ?? '' };
      case 'ring_group':
        return { type: place.type, ringGroupId: groupIds[place.group] ?? '' };
      case 'external':
        return { type: place.type, number: place.number, outboundRouteId: routeIds[place.route] ?? '' };
      case 'hangup':
        return place;
    }
  };
  for (const [place, { members: called, noAnswer, ...group }] of [...groups.entries()].reverse()) {
    const ids = called.map((n) => members[n]?.id ?? '');
    groupIds[place] = await make('/ring-groups', { ...group, members: ids, noAnswer: destination(noAnswer) });
  }
  const scheduleIds: string[] = [];
  for (const schedule of schedules) scheduleIds.push(await make('/schedules', schedule));
  for (const { overOurs, schedule, destination: to, fallback, ...route } of inbound) {
    const trunkIds = overOurs === null ? [] : [overOurs ? calling.id : (trunks[0]?.id ?? '')];
    const when = schedule && { scheduleId: scheduleIds[schedule.schedule] ?? '', state: schedule.state };
    const body = { ...route, trunkIds, schedule: when, destination: destination(to), fallback: destination(fallback) };
    const answer = await lab.api.send('POST', '/inbound-routes', body);
    // One that would never be reached is refused.
    expect([201, 409]).toContain(answer.status);
    if (answer.status === 201) made.unshift(`/inbound-routes/${((await answer.json()) as { id: string }).id}`);
  }
  for (const { destination: place, fallback, ...number } of numbers)
    await make('/numbers', { ...number, destination: destination(place), fallback: destination(fallback) });
  await applied('PATCH', made[0] ?? '', { label: 'The last of them' });
  return made;
}

/** Makes a change and waits until Asterisk has it, and all before it. */
async function applied(method: 'PATCH' | 'DELETE', path: string, body?: object): Promise<void> {
  const answer = await lab.api.send(method, `${path}?wait=applied`, body);
  expect([answer.status, answer.headers.get('Trunkline-Revision-Status')]).toEqual([200, 'applied']);
}

/** A call to be made; `from` null withholds the caller's number. */
interface Dialled {
  to: string;
  from: string | null;
}

interface Placed extends Dialled {
  at: number;
  status: number;
}

/** Has the caller dial these one after the other, and tells when each call began and which answer it got. */
function dial(numbers: readonly string[]): Promise<Placed[]> {
  const { sipUsername: username, secret: password } = caller;
  const calls = numbers.map((to) => ({ to, from: '1000' }));
  return place(calls, 10, () => username, { username, password });
}

/** The same for a carrier that calls numbers of ours, for callers of whom some withhold theirs. */
const callIn = (calls: readonly Dialled[]): Promise<Placed[]> => place(calls, 30, ({ from }) => from ?? 'anonymous');

async function place(
  calls: readonly Dialled[],
  peer: number,
  user: (call: Dialled) => string,
  auth?: { username: string; password: string },
): Promise<Placed[]> {
  const run = await startSipp({
    scenario: anyAnswerScenario({ digest: auth !== undefined }),
    local: { address: lab.slot.peer(peer) },
    remote: { address: lab.slot.pbx, port: ports.sip },
    rows: calls.map((call) => [call.to, user(call)]),
    keys: { from: '', rtp_port: '6000' },
    ...(auth === undefined ? {} : { auth }),
    ...{ calls: calls.length, atOnce: 1, callsPerSecond: 25, trace: true, timeoutMs: 120_000 },
  });
  const { messages, failed, errors } = await run.done;
  expect(failed, errors).toBe(0);
  return firstOfEach(messages.filter(({ sent, method }) => sent && method === 'INVITE')).map(
    ({ callId, at, text }, index) => {
      const final = messages.findLast(
        (message) => message.callId === callId && message.cseqMethod === 'INVITE' && message.status >= 300,
      );
      return { to: userOf(text), from: calls[index]?.from ?? null, at, status: final?.status ?? 0 };
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

const callerOf = (text: string): string => /^From:.*<sip:([^@>]*)/m.exec(text)?.[1] ?? '';

/** Who was asked so far, in order, and when: a trunk, for which number and by which caller, or a phone. */
function whoWasAsked(): { at: number; who: string }[] {
  return asked
    .flatMap((process, n) => {
      const invites = process.messages().filter(({ sent, method }) => !sent && method === 'INVITE');
      const trunk = trunks[n]?.name;
      const phone = phones[n - trunks.length]?.name ?? '';
      return firstOfEach(invites).map(({ at, text }) => ({
        at,
        who: trunk ? `${trunk} ${userOf(text)} by ${callerOf(text)}` : phone,
      }));
    })
    .toSorted((a, b) => a.at - b.at);
}

const statusOf: Readonly<Record<number, number>> = { 1: 404, 17: 486, 19: 480, 20: 480, 21: 403, 34: 503 };
/** A phone that is asked is busy. The caller's own phones are not registered. */
const hasPhone = ({ name }: RoutingStep): boolean => name !== 'Caller';

/** What an explanation means for this lab: who is asked in turn, each time one or several at once, and how it ends. */
function expected({ steps }: RoutingExplanation, from: string | null): { asked: string[][]; status: number } {
  const asked: string[][] = [];
  let [rung, busy] = [false, false];
  for (const [place, step] of steps.entries()) {
    const { kind, name, number, callerId, failoverOn, cause } = step;
    const goesOn = steps[place + 1]?.kind === 'fallback';
    switch (kind) {
      case 'trunk_disabled':
      case 'member_disabled':
        break;
      case 'fallback':
        [rung, busy] = [false, false];
        break;
      case 'hangup':
        if (goesOn && !rung && !busy) break;
        if (cause === null) return { asked, status: rung ? 486 : 480 };
        return { asked, status: busy ? 486 : (statusOf[cause] ?? 0) };
      case 'ring_all':
      case 'ring_in_order': {
        const end = steps.findIndex((each, at) => at > place && !/^member/.test(each.kind));
        const there = steps.slice(place + 1, end).filter((each) => each.kind === 'member' && hasPhone(each));
        const names = there.map((each) => `${each.name}`);
        asked.push(...(kind === 'ring_all' ? [names.toSorted()] : names.map((each) => [each])));
        rung = there.length > 0;
        break;
      }
      case 'not_allowed':
        return { asked, status: 403 };
      case 'member':
        break;
      case 'ring':
        if (hasPhone(step)) return { asked: [...asked, [`${name}`]], status: 486 };
        if (!goesOn) return { asked, status: 480 };
        break;
      case 'pickup':
      case 'park':
        return { asked: [], status: 404 };
      case 'trunk':
        asked.push([`${name} ${number} by ${callerId ?? from ?? 'anonymous'}`]);
        // The last trunk says that the number is busy, which ends the call unless somebody has to be reached.
        busy = name === 'Carrier 2';
        if (busy && !failoverOn?.includes('busy')) return { asked, status: 486 };
    }
  }
  throw new Error('an explanation ends with the end of the call');
}

/** Names in the order in which they were asked, in turns like those that were expected: nobody is first of a turn. */
function inTurns(names: readonly string[], turns: readonly string[][]): string[][] {
  const rest = [...names];
  const found = turns.map(({ length }) => rest.splice(0, length).toSorted());
  return rest.length > 0 ? [...found, rest] : found;
}

/** Holds each call against what is explained of it. */
async function expectAsExplained(
  calls: readonly Placed[],
  asked: Pick<RoutingQuestion, 'direction'> & Partial<RoutingQuestion>,
  made: Numbering,
) {
  const all = whoWasAsked();
  for (const [place, { to, from, at, status }] of calls.entries()) {
    const next = calls[place + 1]?.at ?? Number.POSITIVE_INFINITY;
    const question = { ...asked, from, to };
    const taken = asked.direction === 'inbound' ? inboundRewritings(callingNumbering) : [];
    const shown = from && rewritten(from, taken);
    const wanted = expected(await lab.api.post<RoutingExplanation>('/routing/explain', question), shown);
    const names = all.filter((each) => each.at >= at && each.at < next).map(({ who }) => who);
    const found = { asked: inTurns(names, wanted.asked), status };
    expect(found, `${JSON.stringify(question)} with ${JSON.stringify(made)}`).toEqual(wanted);
  }
}

for (let turn = 1; turn <= configurations; turn += 1) {
  const title = `configuration ${turn}: ${callsEach} calls out and ${callsIn} in go where the explanation says`;
  it(title, { timeout: 300_000 }, async () => {
    const numbering = aNumbering(random, { trunks: trunks.length, extensions: members.length });
    const made = await configure(numbering);
    const numbers = Array.from({ length: callsEach }, () => aDialledNumber(random, numbering));
    const calls = await dial(numbers);
    expect(calls.map(({ to }) => to)).toEqual(numbers);
    await expectAsExplained(calls, { direction: 'outbound' }, numbering);
    for (let part = 0; part < 4; part += 1) {
      const at = anInstant(random);
      await lab.asteriskCommand(`dialplan set global TL_NOW ${at.getTime() / 1000}`);
      const ours = Array.from({ length: callsIn / 4 }, () => ({
        to: aCalledNumber(random, numbering),
        from: aCaller(random),
      }));
      const called = await callIn(ours);
      expect(called.map(({ to }) => to)).toEqual(ours.map(({ to }) => to));
      await expectAsExplained(called, { direction: 'inbound', trunkId: calling.id, at: at.toISOString() }, numbering);
    }
    for (const path of made.slice(0, -1)) await lab.api.send('DELETE', path);
    await applied('DELETE', made.at(-1) ?? '');
  });
}

it('given more rules than Asterisk looks at in one search, then the last one is reached as well', {
  timeout: 60_000,
}, async () => {
  const numbers = Array.from({ length: 100 }, (_, n) => String(n).padStart(2, '0'));
  const busy = trunks[2]?.id ?? expect.fail('no such trunk');
  let last = '';
  for (let place = 0; place < 7; place += 1) {
    const patterns = numbers.map((n) => ({ match: `9${place}${n}X` }));
    const { id } = await lab.api.post<{ id: string }>('/outbound-routes', {
      ...{ name: `Hundred ${place}`, position: place, patterns, trunkIds: [busy] },
    });
    last = `/outbound-routes/${id}`;
  }
  const called = [{ type: 'exact', number: '+15550303000' }];
  const route = (n: number, prefix: string, cause: string) => ({
    ...{ name: `For ${prefix}`, position: n, numbers: called, callers: [{ type: 'prefix', prefix }] },
    destination: { type: 'hangup', cause },
  });
  for (let n = 0; n < 300; n += 1) await lab.api.post('/inbound-routes', route(n, `8${100 + n}`, 'busy'));
  await lab.api.post('/inbound-routes', route(300, '15550109', 'rejected'));
  await applied('PATCH', last, { name: 'The last hundred' });
  const out = ['90000', '93500', '96999', '97000'];
  expect((await dial(out)).map(({ status }) => status)).toEqual([486, 486, 486, 404]);
  const callers = ['8100', '8250', '8399', '15550109001', '15550108001'];
  const into = callers.map((from) => ({ to: '15550303000', from }));
  expect((await callIn(into)).map(({ status }) => status)).toEqual([486, 486, 486, 403, 404]);
});
