/**
 * Inbound routes and schedules with real calls of carriers (SIPp): numbers by range and prefix, callers who are blocked or show
 * no number, one number that goes elsewhere by the trunk it comes over, and office hours, holidays and their override by the
 * clock of Asterisk (libfaketime), where calls go that cannot reach their destination, in the end with API, agent and Postgres
 * stopped.
 */
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Destination, Extension, InboundRouteCreate, NumberCreate, Schedule } from '@trunkline/contracts';
import { ports } from '@trunkline/local-runtime';
import {
  aNumber,
  anExtension,
  anInboundRoute,
  anIpTrunk,
  anOffice,
  anOutboundRoute,
  aRingGroup,
  aSchedule,
  type CallerEnding,
  calleeScenario,
  callerScenario,
  create,
  FakeClock,
  type LabStack,
  labStack,
  type Office,
  recordsOf,
  startSipp,
} from '@trunkline/testing';
import { afterAll, beforeAll, expect, it } from 'vitest';

const main = '+15550300100';
const [first, second, broken] = [20, 21, 22];

let lab: LabStack;
let office: Office;
let clock: FakeClock;
let hours: Schedule;

beforeAll(async () => {
  lab = await labStack({
    slot: 202,
    start: async (stack, directory) => {
      const { agent, api, asterisk, carrier, postgres, relay } = stack.parts;
      const folder = join(directory, 'pbx');
      await mkdir(folder, { recursive: true, mode: 0o750 });
      clock = await FakeClock.in(folder);
      await Promise.all([postgres, carrier, relay].map((part) => part.start()));
      await clock.given(() => asterisk.start());
      await Promise.all([agent, api].map((part) => part.start()));
      await stack.ready();
    },
  });
  office = await anOffice(lab);
  const [, trunk] = await Promise.all(
    [first, second].map((peer) => anIpTrunk(lab, lab.slot.peer(peer), { name: `Carrier ${peer}` })),
  );
  hours = await create<Schedule>(
    lab,
    '/schedules',
    aSchedule({ holidays: [{ name: 'Christmas', from: '2028-12-25', to: '2028-12-26', hours: [] }] }),
  );
  const during = (state: 'open' | 'closed' | 'holiday') => ({ scheduleId: hours.id, state });
  const numbers = [{ type: 'exact', number: main } as const];
  const routes: Partial<InboundRouteCreate>[] = [
    {
      name: 'Blocked',
      callers: [{ type: 'prefix', prefix: '+1900' }, { type: 'anonymous' }],
      destination: hangup('rejected'),
    },
    { name: 'Over the second', numbers, trunkIds: [trunk?.id ?? ''], destination: hangup('busy') },
    { name: 'Holiday', numbers, schedule: during('holiday'), destination: hangup('congestion') },
    { name: 'Closed', numbers, schedule: during('closed'), destination: hangup('no_answer') },
    {
      name: 'Block of numbers',
      numbers: [
        { type: 'range', from: main, to: '+15550300149' },
        { type: 'prefix', prefix: '493012' },
      ],
      destination: { type: 'extension', extensionId: office.ada.id },
    },
  ];
  for (const [place, route] of routes.entries())
    await create(lab, '/inbound-routes', anInboundRoute({ ...route, position: place * 10 }));
});

afterAll(() => lab?.stop());

const hangup = (cause: 'rejected' | 'busy' | 'congestion' | 'no_answer') => ({ type: 'hangup', cause }) as const;

/** A carrier calls, and hangs up or is refused as it should be. */
async function call(
  number: string,
  outcome: CallerEnding,
  { peer = first, from = '+15550109001' } = {},
): Promise<void> {
  const run = await startSipp({
    scenario: callerScenario(outcome, { digest: false }),
    local: { address: lab.slot.peer(peer) },
    remote: { address: lab.slot.pbx, port: ports.sip },
    service: number,
    keys: { user: from, from: '', rtp_port: '6000' },
    pauseMs: 200,
  });
  const { successful, errors } = await run.done;
  expect([successful, errors], `${from} to ${number} over ${peer}`).toEqual([1, errors]);
}
const refused = (status: number) => ({ by: 'refusal', status }) as const;

/** Sets the clock of Asterisk, and waits until it has it. */
async function at(instant: string): Promise<void> {
  const time = Date.parse(instant) / 1000;
  await clock.set(Math.round(time - Date.now() / 1000));
  await expect.poll(async () => Math.abs((await asteriskEpoch()) - time)).toBeLessThan(30);
}

/** Seconds since 1970 by Asterisk's own clock. */
async function asteriskEpoch(): Promise<number> {
  const { url, username, password } = lab.ari;
  const answer = await fetch(`${url}/ari/asterisk/variable?variable=EPOCH`, {
    headers: { authorization: `Basic ${Buffer.from(`${username}:${password}`).toString('base64')}` },
  });
  return Number(((await answer.json()) as { value: string }).value);
}

it('given a range and a prefix, then each of their numbers rings, with a plus or without, and the record names it', async () => {
  await at('2028-11-27T10:00:00Z');
  for (const number of [main, '15550300149', '+4930129', '493012']) {
    const phone = await office.adasPhone.answer({ by: 'caller' });
    await call(number, { by: 'caller' });
    expect(await phone.done).toMatchObject({ successful: 1 });
    const [record] = await recordsOf(lab, 1, ({ to }) => to === number);
    expect(record).toMatchObject({ direction: 'inbound', disposition: 'answered', extensionIds: [office.ada.id] });
  }
  for (const number of ['+15550300150', '15550300099', '49301', '493013']) await call(number, refused(404));
});

it('given callers who are blocked, then they are refused, those without a number as well, and others are not', async () => {
  for (const from of ['+19005550100', '1900', 'anonymous']) await call(main, refused(403), { from });
  await call('493013', refused(403), { from: 'anonymous' });
  await call('493013', refused(404), { from: '+18005550100' });
});

it('given one number of two carriers, then it goes where the trunk says that it comes over', async () => {
  await call(main, refused(486), { peer: second });
  await call('493013', refused(404), { peer: second });
});

it('given office hours in Berlin, then calls follow the clock, holidays and the override', async () => {
  await at('2028-11-27T15:59:00Z');
  const phone = await office.adasPhone.answer({ by: 'caller' });
  await call(main, { by: 'caller' });
  expect(await phone.done).toMatchObject({ successful: 1 });
  await at('2028-11-27T16:00:00Z');
  await call(main, refused(480));
  await at('2028-12-25T10:00:00Z');
  await call(main, refused(503));
  await lab.api.send('PATCH', `/schedules/${hours.id}?wait=applied`, { override: 'closed' });
  await call(main, refused(480));
  await lab.api.send('PATCH', `/schedules/${hours.id}?wait=applied`, { override: null });
});

it('given a fallback, then calls go there that cannot reach their destination, and no others', async () => {
  const dan = await create<Extension>(lab, '/extensions', anExtension({ number: '1003', name: 'Dan' }));
  const off = await create<Extension>(lab, '/extensions', anExtension({ number: '1004', name: 'Off', enabled: false }));
  const trunk = await anIpTrunk(lab, lab.slot.peer(broken), { name: 'Broken carrier' });
  const route = await create<{ id: string }>(
    lab,
    '/outbound-routes',
    anOutboundRoute({ name: 'Over it', trunkIds: [trunk.id] }),
  );
  const group = await create<{ id: string }>(lab, '/ring-groups', aRingGroup({ members: [dan.id, off.id] }));
  const to = ({ id }: { id: string }): Destination => ({ type: 'extension', extensionId: id });
  const over = ({ id }: { id: string }): Destination => ({
    ...{ type: 'external', number: '+15550100001', outboundRouteId: id },
  });
  const toBen = to(office.ben);
  const numbers: (Partial<NumberCreate> & { number: string })[] = [
    { number: '+15550310001', destination: to(dan), fallback: toBen },
    { number: '+15550310002', destination: to(off), fallback: toBen },
    { number: '+15550310003', destination: over(route), fallback: toBen },
    { number: '+15550310004', destination: to(office.ada), fallback: toBen },
    { number: '+15550310005', destination: to(dan), fallback: to(off) },
    { number: '+15550310006', destination: over(route), fallback: over(office.route) },
    { number: '+15550310007', destination: to(dan) },
    { number: '+15550310008', destination: { type: 'hangup', cause: 'unavailable' } },
  ];
  await lab.api.post(
    '/inbound-routes',
    anInboundRoute({
      ...{ name: 'With a fallback', position: 100, numbers: [{ type: 'exact', number: '15550310009' }] },
      ...{ destination: { type: 'ring_group', ringGroupId: group.id }, fallback: toBen },
    }),
  );
  for (const number of numbers.slice(1)) await lab.api.post('/numbers', aNumber(number));
  await create(lab, '/numbers', aNumber(numbers[0]));
  const carrier = await startSipp({
    scenario: calleeScenario({ by: 'refusal', status: '503 Service Unavailable' }, { ringMs: 0, stopAfterOne: false }),
    local: { address: lab.slot.peer(broken) },
    keys: { user: 'carrier', from: '', rtp_port: '6000' },
    trace: true,
  });
  const bens = await office.bensPhone.answer({ by: 'caller' }, { stopAfterOne: false });
  for (const number of ['+15550310001', '15550310002', '+15550310003', '+15550310009'])
    await call(number, { by: 'caller' });
  const invites = () => bens.messages().filter(({ sent, method }) => !sent && method === 'INVITE');
  expect(invites()).toHaveLength(4);
  await call('+15550310006', { by: 'caller' });
  await call('+15550310005', refused(480));
  await call('+15550310007', refused(480));
  await call('+15550310008', refused(480));
  for (const [status, heard] of [
    ['486 Busy Here', 486],
    ['603 Decline', 480],
  ] as const) {
    const phone = await office.adasPhone.answer({ by: 'refusal', status });
    await call('+15550310004', refused(heard));
    expect(await phone.done).toMatchObject({ successful: 1 });
  }
  // Somebody took this call, and handed it on to who has no phone.
  const phone = await office.adasPhone.handOn('blind', '1003');
  await call('+15550310004', { by: 'callee' });
  expect(await phone.done).toMatchObject({ successful: 1 });
  expect(invites()).toHaveLength(4);
  for (const process of [carrier, bens]) await process.kill();
  const [record] = await recordsOf(lab, 1, (each) => each.to === '+15550310003');
  expect(record).toMatchObject({
    ...{ direction: 'inbound', disposition: 'answered', extensionIds: [office.ben.id] },
    attempts: [{ trunkId: trunk.id, sipCode: 503 }],
  });
});

it('given API, agent and Postgres are stopped, then all of it goes on', async () => {
  const { api, agent, postgres } = lab.parts;
  for (const part of [api, agent, postgres]) await part.stop();
  await call(main, refused(503));
  await at('2028-12-27T17:00:00Z');
  await call(main, refused(480));
  await call(main, refused(403), { from: 'anonymous' });
  await call(main, refused(486), { peer: second });
  for (const part of [postgres, agent, api]) await part.start();
});
