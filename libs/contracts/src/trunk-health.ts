import { z } from 'zod';
import { breakerStates } from './choices.js';
import { idSchema, timestampSchema } from './common.js';
import { failoverClassSchema } from './failover.js';

/**
 * When calls go past a gateway that fails: after `openAfterFailures` calls in a row that failed by the carrier's fault, or as
 * many more as the good ones between them make up for.
 */
export const breakerSchema = z.strictObject({
  enabled: z.boolean(),
  openAfterFailures: z.number().int().min(2).max(50),
});
export type BreakerSettings = z.infer<typeof breakerSchema>;
export const breakerDefaults: BreakerSettings = { enabled: true, openAfterFailures: 5 };

/** Body of a PATCH: what is not named stays. */
export const breakerPatchSchema = breakerSchema.partial();

/** `closed`: it is asked. `open`: calls go past it. `half_open`: it is asked again, and the next answers decide. */
export const breakerStateSchema = z.enum(breakerStates);
export type BreakerState = z.infer<typeof breakerStateSchema>;

/**
 * How a gateway fares, or a trunk that has none (`gateway` null). `score` is 0 (no call gets through) to 100. The figures are
 * those of its last calls: `faults` ended by the carrier's fault, `answerRatio` is the part that was answered, from 0 to 1, and
 * `postDialDelayMs` the median time until it rang, was answered or refused. `reachable` is what OPTIONS say; null: it is not asked.
 * `since`: the breaker is in this state; `until`: it is asked again then.
 */
export const gatewayHealthSchema = z.object({
  gateway: z.string().nullable(),
  score: z.number().int().min(0).max(100),
  breaker: breakerStateSchema,
  since: timestampSchema.nullable(),
  until: timestampSchema.nullable(),
  calls: z.number().int().nonnegative(),
  answered: z.number().int().nonnegative(),
  faults: z.number().int().nonnegative(),
  answerRatio: z.number().min(0).max(1).nullable(),
  postDialDelayMs: z.number().int().nonnegative().nullable(),
  lastCallAt: timestampSchema.nullable(),
  reachable: z.boolean().nullable(),
});
export type GatewayHealth = z.infer<typeof gatewayHealthSchema>;

/** What an alarm says: calls over `gateway` (null: over the trunk, which has none) ended in `class`. */
const alarmFields = {
  gateway: z.string().nullable(),
  class: failoverClassSchema,
  sipCode: z.number().int().nullable(),
  reason: z.string(),
  advice: z.string(),
};

/** The calls that ended in one class at one gateway: how many since `firstAt`, and the last of them. */
export const trunkAlarmSchema = z.object({
  ...alarmFields,
  calls: z.number().int().positive(),
  firstAt: timestampSchema,
  lastAt: timestampSchema,
  lastCallId: idSchema,
});
export type TrunkAlarm = z.infer<typeof trunkAlarmSchema>;

/** `data` of `trunk.alarm`: `calls` ended so since the last one was told, the call `callId` at `endedAt` as the last of them. */
export const toldAlarmSchema = z.object({
  trunkId: idSchema,
  ...alarmFields,
  calls: z.number().int().positive(),
  callId: idSchema,
  endedAt: timestampSchema,
});
export type ToldAlarm = z.infer<typeof toldAlarmSchema>;

/** Answer of `GET /trunks/{id}/health`: its gateways in their order, and its alarms, newest first. */
export const trunkHealthSchema = z.object({
  gateways: z.array(gatewayHealthSchema),
  alarms: z.array(trunkAlarmSchema),
});
export type TrunkHealth = z.infer<typeof trunkHealthSchema>;

/** Body of `POST /trunks/{id}/breaker/reset`: one gateway (`host:port`, or `host` without a port), or with null all of the trunk. */
export const breakerResetSchema = z.strictObject({ gateway: z.string().max(300).nullable().default(null) });
export type BreakerReset = z.infer<typeof breakerResetSchema>;
