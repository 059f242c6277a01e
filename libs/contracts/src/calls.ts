import { z } from 'zod';
import { callDirections } from './choices.js';
import { idSchema, timestampSchema } from './common.js';

export const callDirectionSchema = z.enum(callDirections);
export type CallDirection = z.infer<typeof callDirectionSchema>;

/** `ringing` until somebody answered, `up` while two parties can speak, `ended` once every leg is gone. */
export const callStateSchema = z.enum(['ringing', 'up', 'held', 'ended']);
export type CallState = z.infer<typeof callStateSchema>;

/**
 * One party of a call. `number` is as it was dialled or signalled, cleaned of control and bidi characters and cut to
 * 80 characters; `e164` is the same in E.164 form, null for an extension and where the form cannot be known.
 */
export const partySchema = z.object({
  number: z.string().nullable(),
  e164: z.string().nullable(),
  name: z.string().nullable(),
  extensionId: idSchema.nullable(),
});
export type Party = z.infer<typeof partySchema>;

/**
 * One channel of a call. `endpoint` is the pjsip endpoint (`e_…`, `t_…`), `name` the extension's or trunk's it belongs
 * to, `cause` a Q.850 cause.
 */
export const legSchema = z.object({
  id: z.string(),
  endpoint: z.string(),
  name: z.string().nullable(),
  extensionId: idSchema.nullable(),
  trunkId: idSchema.nullable(),
  role: z.enum(['caller', 'callee']),
  state: z.enum(['ringing', 'up', 'held', 'ended']),
  sipCallId: z.string().nullable(),
  startedAt: timestampSchema,
  answeredAt: timestampSchema.nullable(),
  endedAt: timestampSchema.nullable(),
  cause: z.number().int().nullable(),
  sipCode: z.number().int().nullable(),
});
export type Leg = z.infer<typeof legSchema>;

/**
 * Why a call is over: `hangup` as Asterisk told it, `pbx_crash` when Asterisk was started anew while it went on,
 * `unknown` when it was gone and nothing had told its end, `merged` when its legs went on in another call.
 */
export const endReasonSchema = z.enum(['hangup', 'pbx_crash', 'unknown', 'merged']);
export type EndReason = z.infer<typeof endReasonSchema>;

/**
 * A call as it happens. Its id is that of its call record. `extensionIds` are the extensions that took part or rang, in
 * the order in which they came; `numberId` is the number of ours that was called. `mergedInto` is set only in
 * `call.merged`.
 */
export const callSchema = z.object({
  id: idSchema,
  node: z.string(),
  linkedid: z.string(),
  state: callStateSchema,
  direction: callDirectionSchema,
  from: partySchema,
  to: partySchema,
  trunkId: idSchema.nullable(),
  trunkName: z.string().nullable(),
  routeId: idSchema.nullable(),
  routeName: z.string().nullable(),
  numberId: idSchema.nullable(),
  extensionIds: z.array(idSchema),
  startedAt: timestampSchema,
  answeredAt: timestampSchema.nullable(),
  endedAt: timestampSchema.nullable(),
  endReason: endReasonSchema.nullable(),
  mergedInto: idSchema.nullable(),
  hangupCause: z.number().int().nullable(),
  sipCode: z.number().int().nullable(),
  legs: z.array(legSchema),
  /** Only in a `call.ended` that was made from the call's record, because nobody saw the call end. */
  late: z.literal(true).optional(),
});
export type Call = z.infer<typeof callSchema>;
