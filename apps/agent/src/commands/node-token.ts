import { createHash, timingSafeEqual } from 'node:crypto';
import type { CommandResult } from '@trunkline/contracts';
import type { z } from 'zod';

const digest = (text: string): Buffer => createHash('sha256').update(text).digest();

/**
 * Runs a command of the API that is understood and proves itself with the node's token. Errors are values: over this
 * transport an exception arrives as a plain object.
 */
export async function provenCommand<C extends { token: string }>(
  schema: z.ZodType<C>,
  payload: unknown,
  nodeToken: string,
  run: (command: C) => Promise<CommandResult>,
): Promise<CommandResult> {
  const command = schema.safeParse(payload);
  if (!command.success) return { ok: false, code: 'malformed_request', detail: 'The command is not understood.' };
  // Digests have one length, so that the comparison tells nothing about the token.
  if (!timingSafeEqual(digest(command.data.token), digest(nodeToken)))
    return { ok: false, code: 'unauthenticated', detail: 'The token of the node is wrong.' };
  return run(command.data);
}
