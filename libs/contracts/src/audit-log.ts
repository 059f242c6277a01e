import { z } from 'zod';
import { auditActions } from './choices.js';
import { idSchema, pageQuerySchema, timestampSchema } from './common.js';

export const auditActionSchema = z.enum(auditActions);
export type AuditAction = z.infer<typeof auditActionSchema>;

/**
 * Who did it: a person, a program, Trunkline itself (`system`, such as the command line), or somebody who did not prove
 * who he is (`anonymous`: failed logins).
 */
export const auditActorSchema = z.object({
  kind: z.enum(['user', 'api_key', 'system', 'anonymous']),
  id: idSchema.nullable(),
  name: z.string(),
});
export type AuditActor = z.infer<typeof auditActorSchema>;

const imageSchema = z.record(z.string(), z.unknown()).nullable();

/**
 * One change, login or failed login. `before` and `after` hold no secret: one that is set reads `••••`, one that was changed `•••• (changed)`.
 * `hash` is the SHA-256 of the entry and of the hash before it, so that nothing can be taken out unnoticed.
 */
export const auditEntrySchema = z.object({
  number: z.number().int().positive(),
  at: timestampSchema,
  actor: auditActorSchema,
  action: auditActionSchema,
  resource: z.object({ kind: z.string(), id: z.string().nullable(), name: z.string() }),
  before: imageSchema,
  after: imageSchema,
  requestId: z.string().nullable(),
  hash: z.string(),
});
export type AuditEntry = z.infer<typeof auditEntrySchema>;

/**
 * Query of `GET /audit-log`. `from` is included, `to` is not; `search` looks in the names of actor and resource, and finds
 * a whole id of a resource or a request.
 */
export const auditQuerySchema = pageQuerySchema.extend({
  actorId: idSchema.optional(),
  actorKind: auditActorSchema.shape.kind.optional(),
  action: auditActionSchema.optional(),
  kind: z.string().max(40).optional(),
  resourceId: z.string().max(64).optional(),
  requestId: z.string().max(64).optional(),
  from: timestampSchema.optional(),
  to: timestampSchema.optional(),
  search: z.string().max(100).optional(),
});
export type AuditQuery = z.infer<typeof auditQuerySchema>;
