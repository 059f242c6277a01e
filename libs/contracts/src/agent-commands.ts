import { z } from 'zod';
import { errorCodeSchema } from './problem.js';
import { restartWhenSchema } from './settings.js';
import { trunkTestSchema } from './trunk-tests.js';

/** Name of the message pattern (@nestjs/microservices) of each command the API sends to an agent. */
export const agentCommand = {
  hangup: 'call.hangup',
  restart: 'asterisk.restart',
  cancelRestart: 'asterisk.cancelRestart',
  testTrunk: 'trunk.test',
  resetBreaker: 'trunk.resetBreaker',
} as const;

/** Every command proves itself with the node's token. `deadlineMs` is how long the caller waits. */
const commandFields = { token: z.string(), deadlineMs: z.number().int().positive() };

export const hangupCommandSchema = z.strictObject({ ...commandFields, callId: z.uuid() });
export type HangupCommand = z.infer<typeof hangupCommandSchema>;

export const restartCommandSchema = z.strictObject({ ...commandFields, when: restartWhenSchema });
export type RestartCommand = z.infer<typeof restartCommandSchema>;

export const cancelRestartCommandSchema = z.strictObject(commandFields);
export type CancelRestartCommand = z.infer<typeof cancelRestartCommandSchema>;

/** The agent stores the test and answers; then it begins, and stores each thing that it finds. */
export const testTrunkCommandSchema = z.strictObject({
  ...commandFields,
  test: trunkTestSchema.pick({ id: true, trunkId: true, number: true, startedBy: true, startedAt: true }),
});
export type TestTrunkCommand = z.infer<typeof testTrunkCommandSchema>;
/** `gateway` null: all of the trunk. */
export const resetBreakerCommandSchema = z.strictObject({
  ...commandFields,
  trunkId: z.uuid(),
  gateway: z.string().nullable(),
});
export type ResetBreakerCommand = z.infer<typeof resetBreakerCommandSchema>;

/** What an agent answers: errors over this transport arrive as plain objects, so they are values here. */
export const commandResultSchema = z.discriminatedUnion('ok', [
  z.object({ ok: z.literal(true) }),
  z.object({ ok: z.literal(false), code: errorCodeSchema, detail: z.string() }),
]);
export type CommandResult = z.infer<typeof commandResultSchema>;
