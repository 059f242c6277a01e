import { z } from 'zod';
import { e164Schema, flagQuerySchema, labelSchema, pageQuerySchema, resourceFields, sortSchema } from './common.js';
import { driftFields } from './config-drift.js';
import { destinationPatchSchema, destinationSchema } from './destinations.js';

const fields = {
  number: e164Schema,
  label: labelSchema.nullable(),
  destination: destinationSchema.nullable(),
  /** Where a call goes once that its destination cannot be reached; null: nowhere. It needs a destination that is no hangup. */
  fallback: destinationSchema.nullable(),
  enabled: z.boolean(),
};

/** Body of `POST /numbers`. A number without a destination answers 404 to its carrier. */
export const numberCreateSchema = z.strictObject({
  ...fields,
  label: fields.label.default(null),
  destination: fields.destination.default(null),
  fallback: fields.fallback.default(null),
  enabled: fields.enabled.default(true),
});
export type NumberCreate = z.infer<typeof numberCreateSchema>;

/** Body of `PATCH /numbers/{id}`, a JSON merge patch (RFC 7396): a destination is merged with the one there is. */
export const numberPatchSchema = z
  .strictObject({
    ...fields,
    destination: destinationPatchSchema.nullable(),
    fallback: destinationPatchSchema.nullable(),
  })
  .partial();
export type NumberPatch = z.infer<typeof numberPatchSchema>;

/** A number (DID) of ours as it is read. */
export const numberSchema = z.object({ ...resourceFields, ...fields, ...driftFields });
export type PhoneNumber = z.infer<typeof numberSchema>;

/** Query of `GET /numbers`: `sort`, and filters by fields that must be equal. */
export const numberQuerySchema = pageQuerySchema.extend({
  sort: sortSchema('number', 'revision').default('createdAt'),
  number: fields.number.optional(),
  label: labelSchema.optional(),
  enabled: flagQuerySchema.optional(),
});
export type NumberQuery = z.infer<typeof numberQuerySchema>;
