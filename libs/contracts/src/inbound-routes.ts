import { z } from 'zod';
import { flagQuerySchema, idSchema, labelSchema, pageQuerySchema, resourceFields, sortSchema } from './common.js';
import { driftFields } from './config-drift.js';
import { destinationPatchSchema, destinationSchema } from './destinations.js';
import { scheduleStateSchema } from './schedules.js';

const digitsSchema = z.string().regex(/^\+?\d{1,15}$/, 'must be 1 to 15 digits, perhaps after a +');
const bare = (number: string): string => number.replace('+', '');

/** Called numbers, as carriers write them; a plus in front makes no difference, here or there. */
export const calledNumbersSchema = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('exact'), number: digitsSchema }),
  z.strictObject({ type: z.literal('prefix'), prefix: digitsSchema }),
  z
    .strictObject({ type: z.literal('range'), from: digitsSchema, to: digitsSchema })
    .refine(({ from, to }) => bare(from).length === bare(to).length, {
      path: ['to'],
      message: 'must have as many digits as from',
    })
    .refine(({ from, to }) => bare(from).length !== bare(to).length || bare(from) <= bare(to), {
      path: ['to'],
      message: 'must not be lower than from',
    }),
]);
export type CalledNumbers = z.infer<typeof calledNumbersSchema>;

/**
 * Who calls: whose number begins so, as the carrier sends it without its plus, or who shows none (withheld, or no number).
 */
export const callersSchema = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('prefix'), prefix: digitsSchema }),
  z.strictObject({ type: z.literal('anonymous') }),
]);
export type Callers = z.infer<typeof callersSchema>;

/** While a schedule says so; `closed` is on holidays too. */
const duringSchema = z.strictObject({ scheduleId: idSchema, state: scheduleStateSchema });

const fields = {
  name: labelSchema,
  position: z.number().int().min(0).max(10_000),
  /** What is called; none: every number. */
  numbers: z.array(calledNumbersSchema).max(50),
  /** Over which trunks; none: over each. */
  trunkIds: z
    .array(idSchema)
    .max(50)
    .refine((ids) => new Set(ids).size === ids.length, 'must not name a trunk twice'),
  /** Who calls; none: everybody. */
  callers: z.array(callersSchema).max(100),
  /** Null: always. */
  schedule: duringSchema.nullable(),
  /** Null: who calls hears that the number does not exist. */
  destination: destinationSchema.nullable(),
  /** Where a call goes once that its destination cannot be reached; null: nowhere. It needs a destination that is no hangup. */
  fallback: destinationSchema.nullable(),
  enabled: z.boolean(),
};

/** Body of `POST /inbound-routes`. They are tried by `position`, and before the numbers: the first that fits all it names counts. */
export const inboundRouteCreateSchema = z.strictObject({
  ...fields,
  position: fields.position.default(100),
  numbers: fields.numbers.default([]),
  trunkIds: fields.trunkIds.default([]),
  callers: fields.callers.default([]),
  schedule: fields.schedule.default(null),
  destination: fields.destination.default(null),
  fallback: fields.fallback.default(null),
  enabled: fields.enabled.default(true),
});
export type InboundRouteCreate = z.infer<typeof inboundRouteCreateSchema>;

/** Body of `PATCH /inbound-routes/{id}`, a JSON merge patch (RFC 7396): a list is replaced whole, an object merged. */
export const inboundRoutePatchSchema = z
  .strictObject({
    ...fields,
    schedule: duringSchema.partial().nullable(),
    destination: destinationPatchSchema.nullable(),
    fallback: destinationPatchSchema.nullable(),
  })
  .partial();
export type InboundRoutePatch = z.infer<typeof inboundRoutePatchSchema>;

/** An inbound route as it is read. `ref` (`i_…`) is its name in the dialplan. */
export const inboundRouteSchema = z.object({ ...resourceFields, ...fields, ...driftFields, ref: z.string() });
export type InboundRoute = z.infer<typeof inboundRouteSchema>;

/** Query of `GET /inbound-routes`: `sort`, and filters by fields that must be equal. */
export const inboundRouteQuerySchema = pageQuerySchema.extend({
  sort: sortSchema('position', 'name', 'revision').default('position'),
  name: fields.name.optional(),
  position: z.coerce.number().int().min(0).max(10_000).optional(),
  enabled: flagQuerySchema.optional(),
});
export type InboundRouteQuery = z.infer<typeof inboundRouteQuerySchema>;
