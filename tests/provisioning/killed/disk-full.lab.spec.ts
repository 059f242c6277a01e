/**
 * The disk of the configuration is full: a small file system is mounted over it and filled. A change stays pending and
 * says why, what runs is whole, and the change is applied once there is room, without a restart.
 */
import { execFile } from 'node:child_process';
import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { waitFor } from '@trunkline/local-runtime';
import { type LabStack, labStack } from '@trunkline/testing';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { Changes } from './changes.js';

const run = promisify(execFile);
let lab: LabStack;
let changes: Changes;
let generated = '';
let whyNot = '';

beforeAll(async () => {
  lab = await labStack({ slot: 162 });
  changes = await Changes.prepare(lab);
  generated = join(lab.etc, 'generated');
  // Asterisk has mounts of its own, made when it starts.
  await lab.parts.agent.stop();
  await lab.parts.asterisk.stop();
  await run('cp', ['-a', generated, `${generated}.kept`]);
  whyNot = await run('mount', ['-t', 'tmpfs', '-o', 'size=256k,mode=0750', 'trunkline-test', generated]).then(
    () => '',
    (error: Error) => error.message,
  );
  if (whyNot === '') await run('cp', ['-a', `${generated}.kept/.`, generated]);
  await lab.parts.asterisk.start();
  await lab.parts.agent.start();
  await lab.ready();
});

afterAll(async () => {
  await lab?.parts.agent.stop();
  await lab?.parts.asterisk.stop();
  if (generated !== '' && whyNot === '') await run('umount', [generated]);
  await lab?.stop();
});

/** Fills the disk but for `room` bytes. */
async function fill(room: number): Promise<void> {
  const filler = join(generated, 'filler');
  const { stdout } = await run('df', ['--output=avail', '-B1', generated]);
  const free = Number(stdout.split('\n')[1]);
  await writeFile(filler, Buffer.alloc(Math.max(0, free - room), 1));
}

it.for([0, 8192, 16_384])(
  'given %i bytes are left, then a change waits, says why, and is applied once there is room',
  async (room, { skip }) => {
    if (whyNot !== '') {
      console.log(`skipped: no file system can be mounted here (${whyNot})`);
      skip();
    }
    const before = await changes.running();
    await fill(room);
    const revision = await changes.make('trunk');
    const reason = async () => (await changes.revision(revision)).reason ?? undefined;
    expect(await waitFor('a reason', reason, { timeoutMs: 10_000, everyMs: 50 })).toMatch(
      /^The disk of the configuration is full/,
    );
    expect((await changes.revision(revision)).status).toBe('pending');
    expect(await changes.running()).toEqual(before);
    await rm(join(generated, 'filler'));
    await changes.applied(revision);
    expect((await changes.revision(revision)).reason).toBeNull();
    expect((await changes.running()).view).not.toBe(before.view);
  },
);
