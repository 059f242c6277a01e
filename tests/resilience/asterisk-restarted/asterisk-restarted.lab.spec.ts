/**
 * Asterisk is killed and started again. Its phones are still registered, the trunk registers anew, and both are shown
 * so within seconds: not after the minute over which a fresh Asterisk spreads its own questions (qualify_frequency).
 */
import type { Extension, Trunk } from '@trunkline/contracts';
import { waitFor } from '@trunkline/local-runtime';
import { anOffice, killPart, type LabStack, labStack, type Office } from '@trunkline/testing';
import { afterAll, beforeAll, expect, it } from 'vitest';

let lab: LabStack;
let office: Office;

const statusOf = async (path: string) => {
  const answer = await lab.api.send('GET', path);
  return ((await answer.json()) as Extension | Trunk).state.status;
};
const shown = (path: string, status: string, timeoutMs: number) =>
  waitFor(`${path} to be ${status}`, async () => (await statusOf(path)) === status, { timeoutMs, everyMs: 100 });

beforeAll(async () => {
  lab = await labStack({ slot: 79 });
  office = await anOffice(lab);
});

afterAll(async () => {
  await lab?.stop();
});

it('given a phone and a trunk that work, when Asterisk is killed, then both work and say so soon after its start', async () => {
  const rung = await office.adasPhone.answer({ by: 'callee' }, { pauseMs: 1000 });
  const extension = `/extensions/${office.ada.id}`;
  const trunk = `/trunks/${office.trunk.id}`;
  await shown(extension, 'online', 10_000);
  await shown(trunk, 'registered', 10_000);

  const live = await lab.live();
  await killPart(lab.parts.asterisk);
  await lab.parts.asterisk.start();
  await shown(trunk, 'registered', 10_000);
  await lab.ready();
  await shown(extension, 'online', 5_000);

  const placed = await lab.carrier.callIn({ number: office.number.number });
  expect(await placed.ended).toMatchObject({ answered: true });
  expect(await rung.done).toMatchObject({ successful: 1, failed: 0 });
  const said = live.events.filter(({ event }) => event.type === 'extension.state');
  expect(said.map(({ event }) => event.data)).not.toContainEqual(expect.objectContaining({ status: 'offline' }));
  live.close();
});
