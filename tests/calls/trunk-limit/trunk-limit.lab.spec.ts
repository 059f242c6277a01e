/**
 * A trunk with a limit of calls: Asterisk itself keeps it, for calls out and in together. Who finds no line gets 503,
 * and its record says so. The number that the trunk shows is what the carrier is sent. Without a limit all get through.
 * One that takes so many calls a second is asked in its pace.
 */
import type { ExtensionWithSecret } from '@trunkline/contracts';
import { ports, waitFor } from '@trunkline/local-runtime';
import {
  anExtension,
  anOffice,
  create,
  type LabStack,
  labStack,
  type Office,
  recordsOf,
  SippPhone,
} from '@trunkline/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

let lab: LabStack;
let office: Office;
let phones: SippPhone[];

beforeAll(async () => {
  lab = await labStack({ slot: 111 });
  office = await anOffice(lab);
  const { sipUsername: username, secret } = await create<ExtensionWithSecret>(
    lab,
    '/extensions',
    anExtension({ number: '1003', name: 'Cleo' }),
  );
  const pbx = { address: lab.slot.pbx, port: ports.sip };
  phones = [2, 3, 4, 5].map((peer) => new SippPhone({ address: lab.slot.peer(peer), pbx, username, secret }));
});

afterAll(() => lab?.stop());

/** Channels between us and the carrier. */
async function lines(): Promise<string[]> {
  const channels = (await lab.asteriskCommand('core show channels concise')).split('\n');
  return channels.flatMap((line) => (line.startsWith(`PJSIP/${office.trunk.ref}-`) ? [line.split('!')[0] ?? ''] : []));
}

const linesAre = (count: number) =>
  waitFor(`${count} lines`, async () => (await lines()).length === count, { timeoutMs: 10_000 });

async function patchTrunk(fields: object): Promise<void> {
  const answer = await lab.api.send('PATCH', `/trunks/${office.trunk.id}?wait=applied`, fields);
  expect([answer.status, answer.headers.get('Trunkline-Revision-Status')]).toEqual([200, 'applied']);
}

const answered = (phone: SippPhone | undefined, pauseMs = 3000) =>
  phone?.call('+1555010001', { by: 'caller' }, { pauseMs }) ?? Promise.reject(new Error('no such phone'));
const refused = (phone: SippPhone | undefined) =>
  phone?.call('+1555010001', { by: 'refusal', status: 503 }) ?? Promise.reject(new Error('no such phone'));

it('without a limit lets all calls out (control)', async () => {
  const calls = await Promise.all(phones.map((phone) => answered(phone)));
  await linesAre(4);
  for (const call of calls) expect(await call.done).toMatchObject({ successful: 1, failed: 0 });
  await linesAre(0);
});

it('lets no more out than its limit, shows its caller id, and says why the others failed', async () => {
  await patchTrunk({ maxCalls: 2, callerId: '+15550200001' });
  const up = await Promise.all(phones.slice(0, 2).map((phone) => answered(phone)));
  await linesAre(2);
  const [line] = await lines();
  expect(await lab.asteriskCommand(`core show channel ${line}`)).toMatch(/Connected Line ID: \+15550200001\s/);
  for (const call of await Promise.all(phones.slice(2).map(refused)))
    expect(await call.done).toMatchObject({ successful: 1, failed: 0 });
  for (const call of up) expect(await call.done).toMatchObject({ successful: 1, failed: 0 });
  const records = await recordsOf(lab, 2, ({ disposition }) => disposition === 'failed');
  for (const { attempts } of records) expect(attempts).toMatchObject([{ trunkId: office.trunk.id, cause: 34 }]);
  await linesAre(0);
});

it('counts calls in too, and has a line again when one ended', async () => {
  await patchTrunk({ maxCalls: 1 });
  const first = await answered(phones[0]);
  await linesAre(1);
  await lab.carrier.callIn({ number: office.number.number, callerNumber: '+15550109007' });
  const [record] = await recordsOf(lab, 1, ({ from }) => from === '+15550109007');
  expect(record).toMatchObject({ direction: 'inbound', disposition: 'busy', trunkId: office.trunk.id });
  expect(await first.done).toMatchObject({ successful: 1, failed: 0 });
  await linesAre(0);
  expect(await (await answered(phones[1], 100)).done).toMatchObject({ successful: 1, failed: 0 });
});

describe('given a trunk that takes one call a second', () => {
  beforeAll(() => patchTrunk({ maxCalls: null, maxCallsPerSecond: 1 }));

  it('then calls that begin at once reach it one after the other', async () => {
    const from = new Date().toISOString();
    const calls = await Promise.all(phones.slice(0, 3).map((phone) => answered(phone, 100)));
    for (const call of calls) expect(await call.done).toMatchObject({ successful: 1, failed: 0 });
    const records = await recordsOf(lab, 3, ({ startedAt }) => startedAt >= from);
    const [first = 0, second = 0, third = 0] = records.map(({ answeredAt }) => Date.parse(answeredAt ?? '')).sort();
    expect(second - first).toBeGreaterThan(900);
    expect(third - second).toBeGreaterThan(900);
    expect(third - first).toBeLessThan(10_000);
  });

  it('then one whose turn is far away is refused, and says why', async () => {
    const from = new Date().toISOString();
    await lab.asteriskCommand(`dialplan set global TL_PACE_${office.trunk.ref} ${Date.now() + 60_000}`);
    expect(await (await refused(phones[0])).done).toMatchObject({ successful: 1, failed: 0 });
    const [record] = await recordsOf(lab, 1, ({ startedAt }) => startedAt >= from);
    expect(record).toMatchObject({ disposition: 'failed', attempts: [{ trunkId: office.trunk.id, cause: 34 }] });
  });
});
