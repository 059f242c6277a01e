import { z } from 'zod';
import { callDirectionSchema } from './calls.js';
import { idSchema, pageQuerySchema, timestampSchema } from './common.js';

/** How the call ended for its caller. */
export const dispositionSchema = z.enum(['answered', 'busy', 'no_answer', 'cancelled', 'failed', 'rejected']);
export type Disposition = z.infer<typeof dispositionSchema>;

/** A try at one trunk: the endpoint dialled, and the Q.850 cause and SIP code it ended with. */
export const attemptSchema = z.object({
  trunkId: idSchema.nullable(),
  trunkRef: z.string(),
  startedAt: timestampSchema,
  cause: z.number().int().nullable(),
  sipCode: z.number().int().nullable(),
});
export type Attempt = z.infer<typeof attemptSchema>;

/** What is kept of a call that ended. Durations are whole seconds: ringing and talking, and talking alone. */
export const callRecordSchema = z.object({
  id: idSchema,
  node: z.string(),
  linkedid: z.string(),
  direction: callDirectionSchema,
  from: z.string().nullable(),
  fromName: z.string().nullable(),
  to: z.string().nullable(),
  trunkId: idSchema.nullable(),
  trunkName: z.string().nullable(),
  routeId: idSchema.nullable(),
  extensionIds: z.array(idSchema),
  startedAt: timestampSchema,
  answeredAt: timestampSchema.nullable(),
  endedAt: timestampSchema,
  durationSeconds: z.number().int().nonnegative(),
  billedSeconds: z.number().int().nonnegative(),
  disposition: dispositionSchema,
  hangupCause: z.number().int().nullable(),
  hangupCauseText: z.string().nullable(),
  sipCode: z.number().int().nullable(),
  attempts: z.array(attemptSchema),
});
export type CallRecord = z.infer<typeof callRecordSchema>;

/** Query of `GET /call-records`: newest first; `search` finds part of either party's number or name. */
export const callRecordQuerySchema = pageQuerySchema.extend({
  direction: callDirectionSchema.optional(),
  disposition: dispositionSchema.optional(),
  trunkId: idSchema.optional(),
  from: timestampSchema.optional(),
  to: timestampSchema.optional(),
  search: z.string().max(80).optional(),
});
export type CallRecordQuery = z.infer<typeof callRecordQuerySchema>;
