/**
 * The agent is killed at steps of applying a configuration that a seed chooses: while it writes a file, before and after
 * each fsync, rename, pointer, reload, question and settlement. What Asterisk runs, and the files it would read, are
 * always those of one revision; the agent that comes next brings the newest one.
 */
import { readdirSync, readlinkSync, renameSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { waitFor } from '@trunkline/local-runtime';
import { anOffice, killPart, type LabStack, labStack, type Office, proving, seeded } from '@trunkline/testing';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { Changes } from './changes.js';

const kills = proving ? 56 : 6;
const random = seeded();
let lab: LabStack;
let office: Office;
let changes: Changes;
let steps: { kind: (typeof changes.kinds)[number]; at: number; name: string }[];

beforeAll(async () => {
  lab = await labStack({ slot: 160, faults: true });
  office = await anOffice(lab);
  changes = await Changes.prepare(lab);
  steps = [];
  for (const kind of changes.kinds) {
    const names = await lab.faults.recording(async () => changes.applied(await changes.make(kind)));
    steps.push(...names.map((name, index) => ({ kind, at: index + 1, name })));
  }
});

afterAll(async () => {
  await lab?.stop();
});

const agentEnds = () =>
  waitFor('the agent to be killed', async () => lab.parts.agent.pid === null, { timeoutMs: 15_000, everyMs: 10 });

/** Makes a change in which the agent is killed at a step of that name. */
async function killedAfter(name: string): Promise<number> {
  const step = steps.find((one) => one.kind === 'trunk' && one.name === name);
  if (!step) throw new Error(`there is no step ${name} among ${steps.map((one) => one.name).join(', ')}`);
  lab.faults.set({ run: crypto.randomUUID(), killAt: step.at });
  const revision = await changes.make('trunk');
  await agentEnds();
  lab.faults.clear();
  return revision;
}

it('the steps are those that matter', () => {
  const names = new Set(steps.map(({ name }) => name));
  for (const name of [
    'in the middle of writing pjsip_endpoint.conf',
    'after fsync of pjsip_auth.conf',
    'before rename .current.tmp',
    'after rename .current.tmp',
    'before asking for module reload',
    'after an answer to module reload',
    'after GET endpoints',
    'before rename .proven.tmp',
    'before settling',
    'after the commit',
  ])
    expect(names).toContain(name);
});

it(`given the agent is killed at ${kills} steps, then what runs is always one whole revision`, async () => {
  const missed: string[] = [];
  let old = 0;
  let before = await changes.running();
  for (let n = 0; n < kills; n += 1) {
    const step = steps[Math.floor(((n + random()) * steps.length) / kills)] ?? steps[0];
    if (!step) throw new Error('no steps were recorded');
    lab.faults.set({ run: `kill-${n}`, killAt: step.at });
    const revision = await changes.make(step.kind);
    await agentEnds().catch(() => missed.push(step.name));
    const found = await changes.running();
    lab.faults.clear();
    await lab.parts.agent.start();
    await changes.applied(revision);
    const after = await changes.running();
    expect(after.view).not.toBe(before.view);
    expect(after.files).not.toBe(before.files);
    expect([before.view, after.view], `Asterisk after a kill at: ${step.name}`).toContain(found.view);
    expect([before.files, after.files], `files after a kill at: ${step.name}`).toContain(found.files);
    if (found.view === before.view) old += 1;
    before = after;
  }
  console.log(`killed at ${kills - missed.length} of ${steps.length} steps; ${old} times the old revision ran on`);
  expect(missed.length).toBeLessThanOrEqual(kills / 10);
  expect(old).toBeGreaterThan(0);
  // Of a few random steps all may come before the reload; one after it is the next test.
  if (proving) expect(old).toBeLessThan(kills);
}, 600_000);

it('given a change is cut short after its reload and taken back, then nothing of it is left', async () => {
  await changes.applied(await changes.setTrunk(300));
  const before = await changes.running();
  await killedAfter('after an answer to module reload');
  expect((await changes.running()).view).not.toBe(before.view);
  const back = await changes.setTrunk(300);
  await lab.parts.agent.start();
  await changes.applied(back);
  expect(await changes.running()).toEqual(before);
});

it('half of a revision would be seen, and a new agent mends it (control)', async () => {
  const before = await changes.running();
  await lab.parts.agent.stop();
  const generated = join(lab.etc, 'generated');
  const other = readdirSync(generated).find(
    (name) => name.startsWith('rev-') && name !== readlinkSync(join(generated, 'current')),
  );
  const point = (to: string) => {
    symlinkSync(to, join(generated, 'half'));
    renameSync(join(generated, 'half'), join(generated, 'current'));
  };
  const current = readlinkSync(join(generated, 'current'));
  point(other ?? '');
  await lab.asteriskCommand('module reload pbx_config.so');
  point(current);
  const half = await changes.running();
  expect(half.files).toBe(before.files);
  expect(half.view).not.toBe(before.view);
  await lab.parts.agent.start();
  const mended = async () => (await changes.running()).view === before.view;
  await waitFor('the new agent to mend it', mended, { timeoutMs: 15_000, everyMs: 100 });
});

it('given agent and Asterisk are killed between write and read-back, then the node boots and a call works', async () => {
  const before = await changes.running();
  const revision = await killedAfter('after rename .current.tmp');
  expect((await changes.running()).files).not.toBe(before.files);
  await killPart(lab.parts.asterisk);
  await lab.parts.asterisk.start();
  expect(await changes.running()).toEqual(before);
  const callee = await office.adasPhone.answer({ by: 'caller' }, { ringMs: 20 });
  const caller = await office.bensPhone.call('1001', { by: 'caller' });
  expect(await caller.done).toMatchObject({ successful: 1, failed: 0 });
  await callee.done;
  await lab.parts.agent.start();
  await changes.applied(revision);
  expect((await changes.running()).view).not.toBe(before.view);
});
