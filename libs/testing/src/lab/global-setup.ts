import { testTools } from './test-tools.js';

/** Before lab and browser tests: makes what they need once, so that no test pays for it with its time-out. */
export default async function setup(): Promise<void> {
  await testTools((message) => console.log(message));
}
