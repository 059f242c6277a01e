/**
 * With api, agent and Postgres all stopped, Asterisk alone carries calls out, in and between extensions. After the
 * three are back each of these calls has its one record, and the live stream shows none of them as running.
 */
import { allRecords, anOffice, type LabStack, labStack, type Office, recordsOf } from '@trunkline/testing';
import { afterAll, beforeAll, expect, it } from 'vitest';

let lab: LabStack;
let office: Office;

beforeAll(async () => {
  lab = await labStack({ slot: 72 });
  office = await anOffice(lab);
});

afterAll(async () => {
  await lab?.stop();
});

it('given api, agent and Postgres are stopped, calls work and have their records when they are back', async () => {
  const { api, agent, postgres } = lab.parts;
  for (const part of [api, agent, postgres]) await part.stop();
  await expect(fetch(`${lab.api.baseUrl}/api/v1/health`)).rejects.toThrow();

  const out = await office.adasPhone.call('+1555010001', { by: 'caller' }, { pauseMs: 1000 });
  expect(await out.done).toMatchObject({ successful: 1, failed: 0, retransmissions: 0 });

  const rung = await office.adasPhone.answer({ by: 'callee' }, { pauseMs: 1000 });
  const placed = await lab.carrier.callIn({ number: office.number.number });
  expect(await placed.ended).toMatchObject({ answered: true });
  expect(await rung.done).toMatchObject({ successful: 1, failed: 0 });

  const colleague = await office.adasPhone.answer({ by: 'caller' });
  const inside = await office.bensPhone.call('1001', { by: 'caller' }, { pauseMs: 1000 });
  expect(await inside.done).toMatchObject({ successful: 1, failed: 0, retransmissions: 0 });
  await colleague.done;

  for (const part of [postgres, agent, api]) await part.start();
  const records = await recordsOf(lab, 3, () => true);
  expect(records.map(({ direction, disposition }) => `${direction} ${disposition}`).sort()).toEqual([
    'inbound answered',
    'internal answered',
    'outbound answered',
  ]);
  const live = await lab.live();
  expect(live.snapshots[0]?.calls).toEqual([]);
  live.close();
  expect(await allRecords(lab)).toHaveLength(3);
});
