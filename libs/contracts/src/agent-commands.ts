import { z } from 'zod';
import { errorCodeSchema } from './problem.js';

/** Name of the message pattern (@nestjs/microservices) of each command the API sends to an agent. */
export const agentCommand = { hangup: 'call.hangup' } as const;

/** Every command proves itself with the node's token. `deadlineMs` is how long the caller waits. */
export const hangupCommandSchema = z.strictObject({
  token: z.string(),
  deadlineMs: z.number().int().positive(),
  callId: z.uuid(),
});
export type HangupCommand = z.infer<typeof hangupCommandSchema>;

/** What an agent answers: errors over this transport arrive as plain objects, so they are values here. */
export const commandResultSchema = z.discriminatedUnion('ok', [
  z.object({ ok: z.literal(true) }),
  z.object({ ok: z.literal(false), code: errorCodeSchema, detail: z.string() }),
]);
export type CommandResult = z.infer<typeof commandResultSchema>;
