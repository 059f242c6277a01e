/**
 * Inbound routes and schedules with real calls of carriers (SIPp): numbers by range and prefix, callers who are blocked or show
 * no number, one number that goes elsewhere by the trunk it comes over, and office hours, holidays and their override by the
 * clock of Asterisk (libfaketime), in the end with API, agent and Postgres stopped.
 */
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { InboundRouteCreate, Schedule } from '@trunkline/contracts';
import { ports } from '@trunkline/local-runtime';
import {
  anInboundRoute,
  anIpTrunk,
  anOffice,
  aSchedule,
  type CallerEnding,
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
const [first, second] = [20, 21];

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
