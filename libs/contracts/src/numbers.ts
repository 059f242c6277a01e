import { z } from 'zod';
import {
  e164Schema,
  flagQuerySchema,
  idSchema,
  labelSchema,
  pageQuerySchema,
  resourceFields,
  sortSchema,
} from './common.js';
import { driftFields } from './config-drift.js';

/** Where a call to a number goes. The type is open: ring groups, menus and queues follow. */
export const destinationSchema = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('extension'), extensionId: idSchema }),
]);
export type Destination = z.infer<typeof destinationSchema>;

const fields = {
  number: e164Schema,
  label: labelSchema.nullable(),
  destination: destinationSchema.nullable(),
  enabled: z.boolean(),
};

/** Body of `POST /numbers`. A number without a destination answers 404 to its carrier. */
export const numberCreateSchema = z.strictObject({
  ...fields,
  label: fields.label.default(null),
  destination: fields.destination.default(null),
  enabled: fields.enabled.default(true),
});
export type NumberCreate = z.infer<typeof numberCreateSchema>;

/** A destination in a merge patch: what it leaves out stays as it is. */
const destinationPatchSchema = z.strictObject({ type: z.literal('extension'), extensionId: idSchema }).partial();

/** Body of `PATCH /numbers/{id}`, a JSON merge patch (RFC 7396): a destination is merged with the one there is. */
export const numberPatchSchema = z
  .strictObject({ ...fields, destination: destinationPatchSchema.nullable() })
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
