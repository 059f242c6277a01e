import { type Part, waitFor } from '@trunkline/local-runtime';

/** Ends a part with SIGKILL and resolves when its process is gone; nothing starts it again. */
export async function killPart(part: Part): Promise<void> {
  await part.kill('SIGKILL');
  await waitFor(`${part.name} to be gone`, () => part.pid === null, { timeoutMs: 5000, everyMs: 20 });
}
