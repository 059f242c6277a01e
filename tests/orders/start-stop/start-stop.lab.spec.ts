/**
 * Asterisk, Postgres, api and agent are started in each of the 24 orders, after they were stopped in another one. The
 * next is started a second later at most, whether the one before is ready or not. Each time the system must come to
 * work by itself: a call from 1001 to the carrier is answered, is in the live stream, and leaves its record.
 * The short form takes every third order: each part is started first (twice) and last, and each pair in either order.
 */

import { setTimeout as delay } from 'node:timers/promises';
import {
  allRecords,
  anOffice,
  callOf,
  type LabStack,
  labStack,
  type Office,
  type PartName,
  proving,
  recordOf,
  trunkRegistered,
} from '@trunkline/testing';
import { afterAll, beforeAll, expect, it } from 'vitest';

let lab: LabStack;
let office: Office;

beforeAll(async () => {
  lab = await labStack({ slot: 75 });
  office = await anOffice(lab);
});

afterAll(async () => {
  await lab?.stop();
});

function permutations<T>(items: readonly T[]): T[][] {
  if (items.length <= 1) return [[...items]];
  return items.flatMap((item, index) => permutations(items.toSpliced(index, 1)).map((others) => [item, ...others]));
}

const parts: readonly PartName[] = ['asterisk', 'postgres', 'api', 'agent'];
const orders = permutations(parts);
const tried = [...orders.entries()].filter(([index]) => proving || index % 3 === 0);
/** Calls whose end was seen, by id. */
const ended = new Set<string>();

for (const [index, starting] of tried) {
  // Another order for stopping each time, and over all 24 each of them once.
  const stopping = orders[(index * 7 + 3) % orders.length] ?? parts;
  it(`stopped ${stopping.join(', ')}, started ${starting.join(', ')}: a call works and has its record`, async () => {
    for (const name of stopping) await lab.parts[name].stop();
    const starts: Promise<void>[] = [];
    for (const name of starting) {
      const start = lab.parts[name].start();
      starts.push(start);
      await Promise.race([start, delay(1000)]);
    }
    await Promise.all(starts);
    await lab.ready();
    await trunkRegistered(lab, 20_000);
    const live = await lab.live();
    const phone = await office.adasPhone.call('+1555010001', { by: 'caller' }, { pauseMs: 100 });
    expect(await phone.done).toMatchObject({ successful: 1, failed: 0 });
    const end = await live.waitFor(({ type }) => type === 'call.ended', 10_000, 'call.ended');
    live.close();
    const { id } = callOf(end);
    ended.add(id);
    expect(await recordOf(lab, id)).toMatchObject({ disposition: 'answered', trunkId: office.trunk.id });
  });
}

it('there is one record for each of these calls', async () => {
  expect(ended.size).toBe(tried.length);
  expect((await allRecords(lab)).map(({ id }) => id).sort()).toEqual([...ended].sort());
});
