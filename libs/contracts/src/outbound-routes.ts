import { z } from 'zod';
import { areaCallerIdsSchema, callerNumberSchema } from './caller-id.js';
import { flagQuerySchema, idSchema, labelSchema, pageQuerySchema, resourceFields, sortSchema } from './common.js';
import { driftFields } from './config-drift.js';
import { extensionGroupsSchema } from './extension-groups.js';
import { failoverSchema } from './failover.js';
import { trunkOrderSchema } from './rates.js';

/**
 * One dial pattern. `match` is an Asterisk pattern without its leading underscore: digits, `+`, `*`, `#`,
 * `X` (0-9), `Z` (1-9), `N` (2-9), sets such as `[2-7]`, and a final `.` (one or more characters).
 * `strip` leading characters are removed, then `prepend` is put before what is left.
 */
export const dialPatternSchema = z.strictObject({
  match: z
    .string()
    .min(1)
    .max(40)
    .regex(
      /^(?:[0-9+*#XZN]|\[[0-9](?:-?[0-9])*\])+\.?$/,
      'must be digits, + * #, X, Z, N, sets such as [2-7], and at most one final dot',
    ),
  strip: z.number().int().min(0).max(20).default(0),
  prepend: z
    .string()
    .max(20)
    .regex(/^[0-9+*#]*$/, 'must be digits, +, * or #')
    .default(''),
});
export type DialPattern = z.infer<typeof dialPatternSchema>;

/** Whether something is left to be called of the shortest number that a pattern takes, and so of every one. */
export function leavesNumber({ match, strip, prepend }: DialPattern): boolean {
  // Every element takes one character, the final dot at least one.
  const shortest = match.replace(/\[[^\]]*\]/g, 'X').length;
  return prepend !== '' || strip < shortest;
}

/** A pattern that is missing is told once, as that. */
const isMissingOrLeavesNumber = (pattern: DialPattern): boolean => pattern.match === '' || leavesNumber(pattern);
const emptied = { path: ['strip'], message: 'must leave at least one character, unless something is put before it' };

/** What is asked for before a call goes out: 4 to 12 digits. */
const routePinSchema = z.string().regex(/^\d{4,12}$/, 'must be 4 to 12 digits');

/** Digits alone can be an emergency number: a pattern would take other numbers past every rule. */
export const emergencyNumberSchema = z.string().regex(/^\d{2,8}$/, 'must be 2 to 8 digits, for an emergency number');

const fields = {
  name: labelSchema,
  position: z.number().int().min(0).max(10_000),
  patterns: z.array(dialPatternSchema.refine(isMissingOrLeavesNumber, emptied)).min(1).max(100),
  trunkIds: z
    .array(idSchema)
    .min(1)
    .max(10)
    .refine((ids) => new Set(ids).size === ids.length, 'must not name a trunk twice'),
  /** How `trunkIds` are asked. */
  order: trunkOrderSchema,
  /** When the next gateway or trunk is asked; null: what each trunk says. */
  failoverOn: failoverSchema.nullable(),
  /** Which ends of its calls raise `trunk.alarm`; null: what each trunk says. */
  alarmOn: failoverSchema.nullable(),
  /** Its numbers go before everything else that can be dialled, for everybody, whatever limits the trunks have. */
  emergency: z.boolean(),
  /** Whose extensions may use it; none: everybody's. Calls that come from outside and are led over it are let through. */
  allowedGroups: extensionGroupsSchema,
  /** The number shown; null: that of the extension. */
  callerId: callerNumberSchema.nullable(),
  /** The number shown by the area that is called, before `callerId`. */
  areaCallerIds: areaCallerIdsSchema,
  enabled: z.boolean(),
};

/** Body of `POST /outbound-routes`. Routes are tried by `position`, their patterns and trunks in order. */
export const outboundRouteCreateSchema = z.strictObject({
  ...fields,
  /** Asked for before the call goes out; null: none is. */
  pin: routePinSchema.nullable().default(null),
  position: fields.position.default(100),
  order: fields.order.default('listed'),
  failoverOn: fields.failoverOn.default(null),
  alarmOn: fields.alarmOn.default(null),
  emergency: fields.emergency.default(false),
  allowedGroups: fields.allowedGroups.default([]),
  callerId: fields.callerId.default(null),
  areaCallerIds: fields.areaCallerIds.default([]),
  enabled: fields.enabled.default(true),
});
export type OutboundRouteCreate = z.infer<typeof outboundRouteCreateSchema>;

/** Body of `PATCH /outbound-routes/{id}`, a JSON merge patch (RFC 7396): a list is replaced whole. */
export const outboundRoutePatchSchema = z.strictObject({ ...fields, pin: routePinSchema.nullable() }).partial();
export type OutboundRoutePatch = z.infer<typeof outboundRoutePatchSchema>;

/** An outbound route as it is read. `ref` (`r_…`) is its name in the dialplan and in call records. The PIN is write-only. */
export const outboundRouteSchema = z.object({
  ...resourceFields,
  ...fields,
  ...driftFields,
  ref: z.string(),
  hasPin: z.boolean(),
});
export type OutboundRoute = z.infer<typeof outboundRouteSchema>;

/** Query of `GET /outbound-routes`: `sort`, and filters by fields that must be equal. */
export const outboundRouteQuerySchema = pageQuerySchema.extend({
  sort: sortSchema('position', 'name', 'revision').default('position'),
  name: fields.name.optional(),
  position: z.coerce.number().int().min(0).max(10_000).optional(),
  enabled: flagQuerySchema.optional(),
});
export type OutboundRouteQuery = z.infer<typeof outboundRouteQuerySchema>;
