import { rm } from 'node:fs/promises';
import type { TestProject } from 'vitest/node';
import { prepareState } from './prepared-state.js';
import { testTools } from './test-tools.js';

/** Before lab and browser tests: makes what they need once, so that no test pays for it with its time-out. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const given = process.env.TRUNKLINE_LAB_STATE;
  if (given) {
    // A run within a run (own-network.ts): all of it is there, and not ours to remove.
    project.provide('labState', given);
    return async () => undefined;
  }
  await testTools((message) => console.log(message));
  const prepared = await prepareState();
  project.provide('labState', prepared);
  return () => rm(prepared, { recursive: true, force: true });
}
