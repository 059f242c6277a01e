/**
 * Carriers that are not Asterisk, and rude ones: SIPp repeats itself, keeps silent, changes its mind, answers too late or with
 * nonsense. Every call ends once in the stream and leaves one record that says what happened.
 */
import type { OutboundRoute } from '@trunkline/contracts';
import { ports, waitFor } from '@trunkline/local-runtime';
import {
  allRecords,
  anIpTrunk,
  anOffice,
  anOutboundRoute,
  callOf,
  create,
  type LabStack,
  type LiveClient,
  labStack,
  type Office,
  recordsOf,
  type SippProcess,
  startSipp,
} from '@trunkline/testing';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { rudeCallees, rudeCallers } from './rude-scenarios.js';

let lab: LabStack;
let office: Office;
let live: LiveClient;
/** What answers at extension 1001 until the end. */
let ada: SippProcess;
const carrier = 20;

beforeAll(async () => {
  lab = await labStack({ slot: 217 });
  office = await anOffice(lab);
  const trunk = await anIpTrunk(lab, lab.slot.peer(carrier), { name: 'Rude', optionsInterval: 0 });
  const patterns = [{ match: '7X.', strip: 0, prepend: '' }];
  const body = anOutboundRoute({ name: 'Rude', trunkIds: [trunk.id], patterns });
  await create<OutboundRoute>(lab, '/outbound-routes', body);
  live = await lab.live();
  ada = await office.adasPhone.answer({ by: 'caller' }, { stopAfterOne: false, timeoutMs: 120_000 });
});

afterAll(async () => {
  live?.close();
  await ada?.kill();
  await lab?.stop();
});

/** Calls in: the caller's number, and what is billed. */
const callers = Object.entries(rudeCallers).map(([name, scenario], n) => ({ name, scenario, from: `+1555010920${n}` }));
const fromOf = (wanted: keyof typeof rudeCallers) => callers.find(({ name }) => name === wanted)?.from ?? '';

async function callIn({ name, scenario, from }: (typeof callers)[number], n: number): Promise<void> {
  const run = await startSipp({
    scenario,
    local: { address: lab.slot.peer(carrier), port: 5070 + n },
    remote: { address: lab.slot.pbx, port: ports.sip },
    service: office.number.number,
    keys: { user: from, rtp_port: String(6000 + 2 * n) },
    repeats: false,
    trace: true,
    timeoutMs: 60_000,
  });
  const { successful, errors } = await run.done;
  expect([successful, errors], name).toEqual([1, errors]);
}

it('given carriers that call, then each call was answered, ends once and has one record', {
  timeout: 90_000,
}, async () => {
  await Promise.all(callers.map(callIn));
  const records = await recordsOf(lab, callers.length, ({ direction }) => direction === 'inbound');
  expect(records.map(({ from }) => from).sort()).toEqual(callers.map(({ from }) => from));
  for (const record of records) {
    expect(record, record.from ?? '').toMatchObject({ disposition: 'answered', extensionIds: [office.ada.id] });
    const seconds = record.from === fromOf('never sends ACK') ? [30, 40] : [0, 3];
    expect(record.billedSeconds).toBeGreaterThanOrEqual(seconds[0] ?? 0);
    expect(record.billedSeconds).toBeLessThanOrEqual(seconds[1] ?? 0);
  }
});

const callees = [
  { name: 'answers after CANCEL', ending: { by: 'cancel' }, disposition: 'cancelled' },
  { name: 'answers and ends twice', ending: { by: 'callee' }, disposition: 'answered' },
  { name: 'answers elsewhere than it rang', ending: { by: 'caller' }, disposition: 'answered' },
  { name: 'does not answer BYE', ending: { by: 'caller' }, disposition: 'answered' },
  { name: 'answers nonsense', ending: { by: 'refusal', status: 503 }, disposition: 'failed' },
] as const;

for (const [n, { name, ending, disposition }] of callees.entries()) {
  it(`given a carrier that ${name}, then the call ends once and its record says ${disposition}`, async () => {
    const number = `70${n}`;
    const callee = await startSipp({
      scenario: rudeCallees[name],
      local: { address: lab.slot.peer(carrier) },
      keys: { user: 'carrier', rtp_port: '6100' },
      repeats: false,
      trace: true,
      timeoutMs: 30_000,
    });
    const phone = await office.bensPhone.call(number, ending, { pauseMs: 500 });
    const placed = await phone.done;
    expect([placed.successful, placed.errors]).toEqual([1, placed.errors]);
    // Asterisk may end one that it cannot use twice at the same time.
    const called = await (name === 'answers nonsense' ? callee.kill() : callee.done);
    if (name !== 'answers nonsense') expect([called.failed, called.errors]).toEqual([0, called.errors]);
    const [record] = await recordsOf(lab, 1, ({ to }) => to === number);
    expect(record).toMatchObject({ direction: 'outbound', disposition });
    expect(record?.billedSeconds).toBeLessThanOrEqual(disposition === 'answered' ? 2 : 0);
  });
}

it('then the stream has told each of them once, and nothing is left of them', async () => {
  const told = (type: string) => live.events.filter(({ event }) => event.type === type).map((each) => callOf(each).id);
  const count = callers.length + callees.length;
  await waitFor('the last end', async () => told('call.ended').length >= count, { timeoutMs: 5000, everyMs: 50 });
  expect(told('call.ended').sort()).toEqual(told('call.started').sort());
  expect(new Set(told('call.ended')).size).toBe(count);
  expect(await allRecords(lab)).toHaveLength(count);
  expect(await lab.asteriskCommand('core show channels count')).toContain('0 active channels');
});
