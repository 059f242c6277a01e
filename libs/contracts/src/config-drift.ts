import { z } from 'zod';
import { idSchema } from './common.js';
import { resourceKindSchema } from './config-revisions.js';

const drift = {
  reason: z.string(),
  /** The revision of the newest version, which Asterisk does not have. */
  wantedRevision: z.number().int(),
  /** The revision of the version that Asterisk runs with, null when it has none. */
  liveRevision: z.number().int().nullable(),
};

/** A resource whose newest version Asterisk refused: it stays at its live version until it is changed again. */
export const driftSchema = z.object(drift);
export type Drift = z.infer<typeof driftSchema>;

/** What every configured resource shows of it; null while all is well or its change still waits. */
export const driftFields = { drift: driftSchema.nullable() };

/** Item of `GET /config-revisions/drift`: also what is `pending`, and what was deleted. */
export const driftedResourceSchema = z.object({
  ...drift,
  kind: resourceKindSchema,
  id: idSchema,
  name: z.string(),
  status: z.enum(['pending', 'failed']),
  reason: drift.reason.nullable(),
});
export type DriftedResource = z.infer<typeof driftedResourceSchema>;

/** Answer of `GET /config-revisions/drift`, oldest first. */
export const driftListSchema = z.object({ items: z.array(driftedResourceSchema) });
export type DriftList = z.infer<typeof driftListSchema>;
