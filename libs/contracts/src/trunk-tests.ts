import { z } from 'zod';
import { idSchema, pageQuerySchema, timestampSchema } from './common.js';
import { outsideNumberSchema } from './destinations.js';

/** Body of `POST /trunks/{id}/tests`. Without a number nothing is called, and nothing costs anything. */
export const trunkTestCreateSchema = z.strictObject({
  /** Asked for as an outbound route would ask for it; best one that sends back what it hears. Not an emergency number. */
  number: outsideNumberSchema.nullable().default(null),
});
export type TrunkTestCreate = z.infer<typeof trunkTestCreateSchema>;

/**
 * One thing that was tried: `options` asks an address whether it answers (RFC 3261 section 11), `register` registers anew,
 * `call` calls the number, `audio` sends it a tone and listens whether it comes back. `text` says what was found, `advice` what
 * to change. `milliseconds`: until the answer; for `call`, until it rings or is answered (post-dial delay).
 */
export const trunkFindingSchema = z.object({
  check: z.enum(['options', 'register', 'call', 'audio']),
  verdict: z.enum(['passed', 'warning', 'failed']),
  text: z.string(),
  advice: z.string().nullable(),
  sipCode: z.number().int().nullable(),
  milliseconds: z.number().int().nullable(),
});
export type TrunkFinding = z.infer<typeof trunkFindingSchema>;

/** A test of a trunk. `interrupted`: the agent has not finished it; `callId` is its call record, once there was a call. */
export const trunkTestSchema = z.object({
  id: idSchema,
  trunkId: idSchema,
  number: z.string().nullable(),
  startedBy: z.string(),
  startedAt: timestampSchema,
  endedAt: timestampSchema.nullable(),
  status: z.enum(['running', 'passed', 'warning', 'failed', 'interrupted']),
  callId: idSchema.nullable(),
  findings: z.array(trunkFindingSchema),
});
export type TrunkTest = z.infer<typeof trunkTestSchema>;

/** Query of `GET /trunks/{id}/tests`: newest first. */
export const trunkTestQuerySchema = pageQuerySchema;
export type TrunkTestQuery = z.infer<typeof trunkTestQuerySchema>;
