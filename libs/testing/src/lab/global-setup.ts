import { rm } from 'node:fs/promises';
import type { TestProject } from 'vitest/node';
import { beginToPrepare } from './prepared-state.js';

/**
 * For lab and browser tests: makes what they need once, so that no test pays for it with its time-out. Tests of other
 * projects run meanwhile; those that need it wait in until-prepared.ts.
 */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const given = process.env.TRUNKLINE_LAB_STATE;
  if (given) {
    // Another project of this run makes it, or a run that this one is within (own-network.ts): not ours to remove.
    project.provide('labState', given);
    return async () => undefined;
  }
  const { directory, done } = await beginToPrepare();
  process.env.TRUNKLINE_LAB_STATE = directory;
  project.provide('labState', directory);
  return async () => {
    await done;
    await rm(directory, { recursive: true, force: true });
  };
}
