import { rm } from 'node:fs/promises';
import type { TestProject } from 'vitest/node';
import { prepareState } from './prepared-state.js';
import { testTools } from './test-tools.js';

/** Before lab and browser tests: makes what they need once, so that no test pays for it with its time-out. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  await testTools((message) => console.log(message));
  const prepared = await prepareState();
  project.provide('labState', prepared);
  return () => rm(prepared, { recursive: true, force: true });
}
