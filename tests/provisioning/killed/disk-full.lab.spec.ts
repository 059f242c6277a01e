/**
 * The disk of the configuration is full: a small file system is mounted over it and filled. A change stays pending and
 * says why, what runs is whole, and the change is applied once there is room, without a restart.
 */
import { join } from 'node:path';
import { waitFor } from '@trunkline/local-runtime';
import { type LabStack, labStack, SmallDisk } from '@trunkline/testing';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { Changes } from './changes.js';

let lab: LabStack;
let changes: Changes;
let disk: SmallDisk | undefined;
let whyNot = '';

beforeAll(async () => {
  lab = await labStack({ slot: 162 });
  changes = await Changes.prepare(lab);
  await lab.parts.agent.stop();
  await lab.parts.asterisk.stop();
  disk = await SmallDisk.over(join(lab.etc, 'generated'), 192 * 1024).catch((error: Error) => {
    whyNot = error.message;
    return undefined;
  });
  await lab.parts.asterisk.start();
  await lab.parts.agent.start();
  await lab.ready();
});

afterAll(async () => {
  await lab?.parts.agent.stop();
  await lab?.parts.asterisk.stop();
  await disk?.unmount();
  await lab?.stop();
});

it.for([0, 8192, 16_384])(
  'given %i bytes are left, then a change waits, says why, and is applied once there is room',
  async (room, { skip }) => {
    if (!disk) {
      console.log(`skipped: no file system can be mounted here (${whyNot})`);
      return skip();
    }
    const before = await changes.running();
    await disk.fill(room);
    const revision = await changes.make('trunk');
    const reason = async () => (await changes.revision(revision)).reason ?? undefined;
    expect(await waitFor('a reason', reason, { timeoutMs: 10_000, everyMs: 50 })).toMatch(
      /^The disk of the configuration is full/,
    );
    expect((await changes.revision(revision)).status).toBe('pending');
    expect(await changes.running()).toEqual(before);
    await disk.clear();
    await changes.applied(revision);
    expect((await changes.revision(revision)).reason).toBeNull();
    expect((await changes.running()).view).not.toBe(before.view);
  },
);
