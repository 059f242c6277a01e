import { z } from 'zod';
import { ringStrategies } from './choices.js';
import { flagQuerySchema, idSchema, labelSchema, pageQuerySchema, resourceFields, sortSchema } from './common.js';
import { driftFields } from './config-drift.js';
import { destinationPatchSchema, destinationSchema } from './destinations.js';
import { extensionNumberSchema } from './extensions.js';

/** `all`: the phones of all members ring at once. `in_order`: those of one member after the other. */
export const ringStrategySchema = z.enum(ringStrategies);
export type RingStrategy = z.infer<typeof ringStrategySchema>;

const fields = {
  name: labelSchema,
  /** What extensions dial to reach the group; null: it is reached by what leads to it alone. */
  number: extensionNumberSchema.nullable(),
  strategy: ringStrategySchema,
  /** Ids of extensions, in the order in which `in_order` calls them. */
  members: z
    .array(idSchema)
    .min(1)
    .max(50)
    .refine((ids) => new Set(ids).size === ids.length, 'must not name an extension twice'),
  /** For how long phones ring; with `in_order` those of each member. */
  ringSeconds: z.number().int().min(5).max(300),
  /** Where a call goes that nobody took; null: its caller hears that nobody answers, or that all are busy. */
  noAnswer: destinationSchema.nullable(),
  enabled: z.boolean(),
};

/** Body of `POST /ring-groups`. */
export const ringGroupCreateSchema = z.strictObject({
  ...fields,
  number: fields.number.default(null),
  strategy: fields.strategy.default('all'),
  ringSeconds: fields.ringSeconds.default(20),
  noAnswer: fields.noAnswer.default(null),
  enabled: fields.enabled.default(true),
});
export type RingGroupCreate = z.infer<typeof ringGroupCreateSchema>;

/** Body of `PATCH /ring-groups/{id}`, a JSON merge patch (RFC 7396): a list is replaced whole, a destination merged. */
export const ringGroupPatchSchema = z
  .strictObject({ ...fields, noAnswer: destinationPatchSchema.nullable() })
  .partial();
export type RingGroupPatch = z.infer<typeof ringGroupPatchSchema>;

/** A ring group as it is read. `ref` (`g_…`) is its name in the dialplan. */
export const ringGroupSchema = z.object({ ...resourceFields, ...fields, ...driftFields, ref: z.string() });
export type RingGroup = z.infer<typeof ringGroupSchema>;

/** Query of `GET /ring-groups`: `sort`, and filters by fields that must be equal. */
export const ringGroupQuerySchema = pageQuerySchema.extend({
  sort: sortSchema('name', 'revision').default('createdAt'),
  name: fields.name.optional(),
  number: extensionNumberSchema.optional(),
  strategy: ringStrategySchema.optional(),
  enabled: flagQuerySchema.optional(),
});
export type RingGroupQuery = z.infer<typeof ringGroupQuerySchema>;
