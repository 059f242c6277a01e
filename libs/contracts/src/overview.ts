import { z } from 'zod';
import { dispositionSchema, recordEndReasonSchema } from './call-records.js';
import { callDirectionSchema } from './calls.js';
import { idSchema, timestampSchema } from './common.js';
import { isTimezone, timezonePattern } from './timezone.js';
import { gatewayHealthSchema, trunkAlarmSchema } from './trunk-health.js';
import { trunkStateSchema } from './trunk-state.js';

/** The name of a time zone of the IANA database, such as `Europe/Berlin`. */
export const timezoneSchema = z
  .string()
  .max(64)
  .regex(timezonePattern, 'must be the name of a time zone (IANA), such as Europe/Berlin')
  .refine(isTimezone, 'must be the name of a time zone (IANA), such as Europe/Berlin');

/** Query of `GET /overview`: in which time zone the hours of the day begin. */
export const overviewQuerySchema = z.strictObject({ timezone: timezoneSchema.default('UTC') });
export type OverviewQuery = z.infer<typeof overviewQuerySchema>;

const count = z.number().int().nonnegative();

/** Calls with a record. `failed` are those of disposition `failed` or `rejected`; the rest was busy, cancelled or not answered. */
const callCounts = { total: count, answered: count, failed: count };

/** An hour of the clock: `start` in UTC, `local` the same instant in the time zone that was asked for, with its offset. */
export const overviewHourSchema = z.object({
  start: timestampSchema,
  local: z.iso.datetime({ offset: true }),
  ...callCounts,
});
export type OverviewHour = z.infer<typeof overviewHourSchema>;

/**
 * Calls that began in a span of time, `to` not included. `answerRatio` is the part of them that was answered, from 0 to 1,
 * `averageAnswerSeconds` how long those rang, from the start of the call; null where there is nothing to divide by.
 */
export const overviewSpanSchema = z.object({
  from: timestampSchema,
  to: timestampSchema,
  ...callCounts,
  answerRatio: z.number().min(0).max(1).nullable(),
  averageAnswerSeconds: z.number().nonnegative().nullable(),
});
export type OverviewSpan = z.infer<typeof overviewSpanSchema>;

/** What to do about a call that failed, for programs. */
export const failureAdviceCodeSchema = z.enum([
  'pbx_crash',
  'unknown_number',
  'number_leads_nowhere',
  'no_phone',
  'no_trunk',
  'lines_taken',
  'trunk_unreachable',
  'credentials_refused',
  'not_permitted',
  'number_not_found',
  'no_common_codec',
  'no_reply',
  'carrier_failing',
  'declined',
  'called_unavailable',
  'loop',
  'other',
]);
export type FailureAdviceCode = z.infer<typeof failureAdviceCodeSchema>;

/** What to do about a call that failed: a sentence for people, and the same for programs. */
export const failureAdviceSchema = z.object({ code: failureAdviceCodeSchema, text: z.string() });
export type FailureAdvice = z.infer<typeof failureAdviceSchema>;

/** A call that failed, with the id of its record: why in words, and what to do. */
export const overviewFailureSchema = z.object({
  id: idSchema,
  startedAt: timestampSchema,
  direction: callDirectionSchema,
  from: z.string().nullable(),
  fromName: z.string().nullable(),
  to: z.string().nullable(),
  trunkId: idSchema.nullable(),
  trunkName: z.string().nullable(),
  disposition: dispositionSchema,
  endReason: recordEndReasonSchema,
  hangupCause: z.number().int().nullable(),
  sipCode: z.number().int().nullable(),
  cause: z.string(),
  advice: failureAdviceSchema,
});
export type OverviewFailure = z.infer<typeof overviewFailureSchema>;

/** A trunk that cannot be relied on now, and why. */
export const overviewTrunkSchema = z.object({
  id: idSchema,
  name: z.string(),
  state: trunkStateSchema.pick({ status: true, reason: true, advice: true, code: true, since: true }),
});
export type OverviewTrunk = z.infer<typeof overviewTrunkSchema>;

const ofTrunk = { trunkId: idSchema, trunkName: z.string() };

/** An alarm, and whose. */
export const overviewAlarmSchema = trunkAlarmSchema.extend(ofTrunk);
export type OverviewAlarm = z.infer<typeof overviewAlarmSchema>;

/** A gateway that calls go past (null: a trunk that has none), and when it is asked again. */
export const passedOverSchema = gatewayHealthSchema.pick({ gateway: true, until: true }).extend(ofTrunk);
export type PassedOver = z.infer<typeof passedOverSchema>;

const trunkStatusSchema = trunkStateSchema.shape.status;
const goingOnSchema = z.enum(['ringing', 'up', 'held']);

/**
 * Answer of `GET /overview`. A part that the caller may not see is null: `trunks`, `extensions`, `numbers` and
 * `outboundRoutes` need `config:read`, `liveCalls` `calls:read`, `calls` `records:read`.
 */
export const overviewSchema = z.object({
  at: timestampSchema,
  timezone: z.string(),
  /**
   * `notInOrder` are those enabled that are neither registered nor reachable, by name; `passedOver` the gateways that calls go
   * past now; `alarms` those of the last 24 hours, newest first. 20 of each at most.
   */
  trunks: z
    .object({
      total: count,
      byStatus: z.record(trunkStatusSchema, count),
      notInOrder: z.array(overviewTrunkSchema),
      passedOver: z.array(passedOverSchema),
      alarms: z.array(overviewAlarmSchema),
    })
    .nullable(),
  /** `reachable` have a phone that can be rung now. Those disabled are in `total` only. */
  extensions: z.object({ total: count, reachable: count, unreachable: count }).nullable(),
  /** `leading` are those enabled that have a destination. */
  numbers: z.object({ total: count, leading: count }).nullable(),
  outboundRoutes: z.object({ total: count }).nullable(),
  liveCalls: z
    .object({
      total: count,
      byDirection: z.record(callDirectionSchema, count),
      byState: z.record(goingOnSchema, count),
    })
    .nullable(),
  /**
   * `any` says whether there is any record. `hours` are the present hour of the clock and the 23 before it, each there
   * also when nobody called; `day` is all of them, `dayBefore` the 24 hours before. `failures` are the last 10 of the
   * last 7 days, newest first: calls of disposition `failed` or `rejected`, and those that a crash cut.
   */
  calls: z
    .object({
      any: z.boolean(),
      hours: z.array(overviewHourSchema),
      day: overviewSpanSchema,
      dayBefore: overviewSpanSchema,
      failures: z.array(overviewFailureSchema),
    })
    .nullable(),
});
export type Overview = z.infer<typeof overviewSchema>;
