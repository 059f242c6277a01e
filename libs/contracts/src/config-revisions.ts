import { z } from 'zod';
import { idSchema, pageQuerySchema, timestampSchema } from './common.js';

/** `superseded`: a later revision was applied in the same go, so this one was never live by itself. */
export const revisionStatusSchema = z.enum(['pending', 'applied', 'failed', 'superseded']);

/** A kind of resource that configuration is made of. */
export const resourceKindSchema = z.enum([
  'trunk',
  'extension',
  'number',
  'outbound_route',
  'settings',
  'ring_group',
  'certificate',
  'schedule',
  'inbound_route',
]);
export type ResourceKind = z.infer<typeof resourceKindSchema>;

/** One change of the desired state and what became of it. `reason`: why it failed, or what a pending one waits for. */
export const configRevisionSchema = z.object({
  number: z.number().int().positive(),
  author: z.string(),
  summary: z.string(),
  changes: z.array(
    z.object({
      kind: resourceKindSchema,
      id: idSchema,
      action: z.enum(['create', 'update', 'delete']),
      name: z.string(),
    }),
  ),
  status: revisionStatusSchema,
  reason: z.string().nullable(),
  createdAt: timestampSchema,
  settledAt: timestampSchema.nullable(),
  /** The revision that this one undoes. */
  rollbackOf: z.number().int().nullable(),
});
export type ConfigRevision = z.infer<typeof configRevisionSchema>;

/** Query of `GET /config-revisions`: newest first unless `sort` says otherwise. */
export const configRevisionQuerySchema = pageQuerySchema.extend({
  sort: z.enum(['number', '-number']).default('-number'),
  status: revisionStatusSchema.optional(),
});
export type ConfigRevisionQuery = z.infer<typeof configRevisionQuerySchema>;
