import { z } from 'zod';
import { auditActorSchema } from './audit-log.js';
import { restorableKinds } from './choices.js';
import { idSchema, pageQuerySchema, timestampSchema } from './common.js';

/** For how long what was deleted can be restored, in hours. After that it is gone, its secrets with it. */
export const restorableHours = 24;

/** A kind of resource whose deletion can be undone, as by `POST /trunks/{id}/restore`. */
export const deletedKindSchema = z.enum(restorableKinds);
export type DeletedKind = z.infer<typeof deletedKindSchema>;

/** A resource that was deleted and can still be restored. `id` is its own id, with which it comes back. */
export const deletedResourceSchema = z.object({
  kind: deletedKindSchema,
  id: idSchema,
  name: z.string(),
  deletedAt: timestampSchema,
  deletedBy: auditActorSchema,
  restorableUntil: timestampSchema,
});
export type DeletedResource = z.infer<typeof deletedResourceSchema>;

/** Query of `GET /deleted-resources`: newest deletion first, of the kinds that the caller may read. */
export const deletedResourceQuerySchema = pageQuerySchema.extend({
  kind: deletedKindSchema.optional(),
  id: idSchema.optional(),
});
export type DeletedResourceQuery = z.infer<typeof deletedResourceQuerySchema>;
