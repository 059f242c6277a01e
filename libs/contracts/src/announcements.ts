import { z } from 'zod';
import { audioFileIdSchema, audioFileSchema } from './audio-files.js';
import { flagQuerySchema, labelSchema, pageQuerySchema, resourceFields, sortSchema } from './common.js';
import { driftFields } from './config-drift.js';
import { destinationPatchSchema, destinationSchema } from './destinations.js';

const fields = {
  name: labelSchema,
  /** What is played: an answer of `POST /audio-files`. */
  audioId: audioFileIdSchema,
  /** Where a call goes that has heard it; null: it ends. */
  next: destinationSchema.nullable(),
  enabled: z.boolean(),
};

/** Body of `POST /announcements`. */
export const announcementCreateSchema = z.strictObject({
  ...fields,
  next: fields.next.default(null),
  enabled: fields.enabled.default(true),
});
export type AnnouncementCreate = z.infer<typeof announcementCreateSchema>;

/** Body of `PATCH /announcements/{id}`, a JSON merge patch (RFC 7396). */
export const announcementPatchSchema = z.strictObject({ ...fields, next: destinationPatchSchema.nullable() }).partial();
export type AnnouncementPatch = z.infer<typeof announcementPatchSchema>;

/** An announcement as it is read; `audio` is the file of `audioId`, `ref` (`a_…`) its name in the dialplan. */
export const announcementSchema = z.object({
  ...resourceFields,
  ...fields,
  ...driftFields,
  audio: audioFileSchema,
  ref: z.string(),
});
export type Announcement = z.infer<typeof announcementSchema>;

/** Query of `GET /announcements`: `sort`, and filters by fields that must be equal. */
export const announcementQuerySchema = pageQuerySchema.extend({
  sort: sortSchema('name', 'revision').default('createdAt'),
  name: fields.name.optional(),
  enabled: flagQuerySchema.optional(),
});
export type AnnouncementQuery = z.infer<typeof announcementQuerySchema>;
