import { z } from 'zod';
import { callDirectionSchema } from './calls.js';
import { callRecordSorts, dispositions, recordEndReasons } from './choices.js';
import { idSchema, pageQuerySchema, timestampSchema } from './common.js';

/** How the call ended for its caller. */
export const dispositionSchema = z.enum(dispositions);
export type Disposition = z.infer<typeof dispositionSchema>;

/** Why the call of a record is over. One that was merged has no record of its own. */
export const recordEndReasonSchema = z.enum(recordEndReasons);
export type RecordEndReason = z.infer<typeof recordEndReasonSchema>;

/** Why something ended: Q.850 cause and SIP code, each as a number and in English words. */
const outcome = {
  cause: z.number().int().nullable(),
  causeText: z.string().nullable(),
  sipCode: z.number().int().nullable(),
  sipCodeText: z.string().nullable(),
};

/**
 * A try at one trunk: the endpoint dialled, `gateway` (`host:port`) where it has several, and what it ended with. `skipped` is why
 * it was not dialled: `breaker_open`, its last calls failed.
 */
export const attemptSchema = z.object({
  trunkId: idSchema.nullable(),
  trunkRef: z.string(),
  gateway: z.string().nullable(),
  startedAt: timestampSchema,
  skipped: z.enum(['breaker_open']).nullable(),
  ...outcome,
});
export type Attempt = z.infer<typeof attemptSchema>;

/** One channel of a call that ended. `id` is Asterisk's unique id, `endpoint` a pjsip endpoint (`e_…`, `t_…`). */
export const recordLegSchema = z.object({
  id: z.string(),
  endpoint: z.string(),
  role: z.enum(['caller', 'callee']),
  extensionId: idSchema.nullable(),
  trunkId: idSchema.nullable(),
  startedAt: timestampSchema,
  answeredAt: timestampSchema.nullable(),
  endedAt: timestampSchema.nullable(),
  ...outcome,
});
export type RecordedLeg = z.infer<typeof recordLegSchema>;

/**
 * What is kept of a call that ended. Durations are whole seconds: ringing and talking, and talking alone. `from` and
 * `to` are as they were dialled, `fromE164` and `toE164` the same in E.164 form where that is known. `supersededBy` is
 * the record of the call that this one was merged into by a transfer. `sipCallIds` are the Call-IDs of its legs (RFC 3261)
 * as the live stream had them, some seconds after the call; empty when nobody saw the call live. `voicemailExtensionId` is the
 * extension whose mailbox the caller came to.
 */
export const callRecordSchema = z.object({
  id: idSchema,
  node: z.string(),
  linkedid: z.string(),
  direction: callDirectionSchema,
  from: z.string().nullable(),
  fromE164: z.string().nullable(),
  fromName: z.string().nullable(),
  to: z.string().nullable(),
  toE164: z.string().nullable(),
  trunkId: idSchema.nullable(),
  trunkName: z.string().nullable(),
  routeId: idSchema.nullable(),
  extensionIds: z.array(idSchema),
  voicemailExtensionId: idSchema.nullable(),
  startedAt: timestampSchema,
  answeredAt: timestampSchema.nullable(),
  endedAt: timestampSchema,
  durationSeconds: z.number().int().nonnegative(),
  billedSeconds: z.number().int().nonnegative(),
  disposition: dispositionSchema,
  endReason: recordEndReasonSchema,
  hangupCause: z.number().int().nullable(),
  hangupCauseText: z.string().nullable(),
  sipCode: z.number().int().nullable(),
  sipCodeText: z.string().nullable(),
  attempts: z.array(attemptSchema),
  legs: z.array(recordLegSchema),
  sipCallIds: z.array(z.string()),
  supersededBy: idSchema.nullable(),
});
export type CallRecord = z.infer<typeof callRecordSchema>;

/** Part of a text, to look for: three characters at least, since fewer would have to be looked for in every record. */
const partSchema = z.string().trim().min(3).max(80);
const numberSchema = z.string().trim().min(1).max(80);
const secondsSchema = z.coerce.number().int().min(0).max(2_147_483_647);
const codeSchema = z.coerce.number().int().min(0).max(999);

/**
 * What call records can be filtered by; all that is given must hold. Numbers are looked for as dialled and as E.164;
 * the times bound the start of the call, `from` included and `to` not. `search` finds part of either party's number
 * or name, and with one or two characters the numbers that begin with them.
 */
export const callRecordFilterSchema = z.strictObject({
  direction: callDirectionSchema.optional(),
  disposition: dispositionSchema.optional(),
  endReason: recordEndReasonSchema.optional(),
  trunkId: idSchema.optional(),
  routeId: idSchema.optional(),
  extensionId: idSchema.optional(),
  from: timestampSchema.optional(),
  to: timestampSchema.optional(),
  search: z.string().max(80).optional(),
  fromNumber: numberSchema.optional(),
  fromNumberPrefix: numberSchema.optional(),
  fromNumberContains: partSchema.optional(),
  toNumber: numberSchema.optional(),
  toNumberPrefix: numberSchema.optional(),
  toNumberContains: partSchema.optional(),
  name: partSchema.optional(),
  hangupCause: codeSchema.optional(),
  sipCode: codeSchema.optional(),
  minDurationSeconds: secondsSchema.optional(),
  maxDurationSeconds: secondsSchema.optional(),
  minBilledSeconds: secondsSchema.optional(),
  maxBilledSeconds: secondsSchema.optional(),
  linkedid: z.string().min(1).max(200).optional(),
  sipCallId: z.string().min(1).max(200).optional(),
});
export type CallRecordFilter = z.infer<typeof callRecordFilterSchema>;

/** What call records can be sorted by, `-` before it from the highest down. */
export const callRecordSortSchema = z.enum(callRecordSorts);
export type CallRecordSort = z.infer<typeof callRecordSortSchema>;

/** Query of `GET /call-records`: newest first unless `sort` says otherwise. */
export const callRecordQuerySchema = pageQuerySchema.extend({
  ...callRecordFilterSchema.shape,
  sort: callRecordSortSchema.default('-startedAt'),
});
export type CallRecordQuery = z.infer<typeof callRecordQuerySchema>;

/** Query of `GET /call-records.csv`: the filters and the sort of the list; there are no pages. */
export const callRecordExportQuerySchema = callRecordFilterSchema.extend({
  sort: callRecordSortSchema.default('-startedAt'),
});
export type CallRecordExportQuery = z.infer<typeof callRecordExportQuerySchema>;
