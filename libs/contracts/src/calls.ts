import { z } from 'zod';
import { idSchema, timestampSchema } from './common.js';

export const callDirectionSchema = z.enum(['inbound', 'outbound', 'internal', 'unknown']);
export type CallDirection = z.infer<typeof callDirectionSchema>;

/** `ringing` until somebody answered, `up` while two parties can speak, `ended` once every leg is gone. */
export const callStateSchema = z.enum(['ringing', 'up', 'held', 'ended']);
export type CallState = z.infer<typeof callStateSchema>;

/**
 * Why a call is over: it was hung up, its Asterisk ended unexpectedly, or Asterisk does not have it any more and nobody
 * heard why.
 */
export const endReasonSchema = z.enum(['hangup', 'pbx_crash', 'unknown']);
export type EndReason = z.infer<typeof endReasonSchema>;

/** One party of a call as it was signalled: cleaned of control and bidi characters, cut to 80 characters. */
export const partySchema = z.object({
  number: z.string().nullable(),
  name: z.string().nullable(),
  extensionId: idSchema.nullable(),
});
export type Party = z.infer<typeof partySchema>;

/** One channel of a call. `endpoint` is the pjsip endpoint (`e_…`, `t_…`), `cause` a Q.850 cause. */
export const legSchema = z.object({
  id: z.string(),
  endpoint: z.string(),
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

/** A call as it happens. Its id is that of its call record. */
export const callSchema = z.object({
  id: idSchema,
  node: z.string(),
  linkedid: z.string(),
  state: callStateSchema,
  direction: callDirectionSchema,
  from: partySchema,
  to: partySchema,
  trunkId: idSchema.nullable(),
  routeId: idSchema.nullable(),
  startedAt: timestampSchema,
  answeredAt: timestampSchema.nullable(),
  endedAt: timestampSchema.nullable(),
  hangupCause: z.number().int().nullable(),
  sipCode: z.number().int().nullable(),
  legs: z.array(legSchema),
  /** Only in `call.ended`. */
  endReason: endReasonSchema.optional(),
  /** Only in a `call.ended` that was made from the call's record, because nobody saw the call end. */
  late: z.literal(true).optional(),
});
export type Call = z.infer<typeof callSchema>;
