import { z } from 'zod';
import { rateLimits, trunkOrders } from './choices.js';
import { labelSchema, pageQuerySchema } from './common.js';

/** How a route asks its trunks: as they are `listed`, or the one that costs least for the number that is called first. */
export const trunkOrderSchema = z.enum(trunkOrders);
export type TrunkOrder = z.infer<typeof trunkOrderSchema>;

/** A currency by its code (ISO 4217). */
const currencySchema = z.string().regex(/^[A-Z]{3}$/, 'must be three capital letters, such as EUR (ISO 4217)');

/** The first digits of a number in E.164 form, without its plus. */
const ratePrefixSchema = z
  .string()
  .regex(/^[1-9]\d{0,14}$/, 'must be 1 to 15 digits that begin with a country code, without + or 00');

/** A price for a minute: a decimal, never a binary fraction. */
const pricePerMinuteSchema = z
  .string()
  .regex(/^\d{1,4}(?:\.\d{1,6})?$/, 'must be a price such as 0.0120: at most 4 digits, a point, and 6 more');

/** What a carrier charges for a minute to the numbers that begin with `prefix`. */
export const rateSchema = z.strictObject({
  prefix: ratePrefixSchema,
  price: pricePerMinuteSchema,
  name: labelSchema.nullable().default(null),
});
export type Rate = z.infer<typeof rateSchema>;

/** Where a prefix stands that stands above already, by its place in the list. */
export function repeatedPrefixes(prefixes: readonly string[]): number[] {
  const seen = new Set<string>();
  return prefixes.flatMap((prefix, index) => {
    if (seen.has(prefix)) return [index];
    seen.add(prefix);
    return [];
  });
}
export const repeatedPrefix = 'must not be a prefix that stands above';

/** Body of `PUT /trunks/{id}/rates`: all rates of the trunk. A file of them (CSV) has its currency in the query. */
export const trunkRatesPutSchema = z.strictObject({
  currency: currencySchema,
  rates: z
    .array(rateSchema)
    .min(1)
    .max(rateLimits.rows)
    .superRefine((rates, context) => {
      for (const index of repeatedPrefixes(rates.map(({ prefix }) => prefix)))
        context.addIssue({ code: 'custom', path: [index, 'prefix'], message: repeatedPrefix });
    }),
});
export type TrunkRatesPut = z.infer<typeof trunkRatesPutSchema>;

/** What a trunk tells of its rates. */
export const trunkRatesSchema = z.object({ currency: currencySchema, count: z.number().int() });
export type TrunkRates = z.infer<typeof trunkRatesSchema>;

/**
 * Query of `GET /trunks/{id}/rates`, which is sorted by prefix: those whose prefix begins so, or the one that counts for a
 * number.
 */
export const rateQuerySchema = pageQuerySchema.extend({
  prefix: z
    .string()
    .regex(/^\d{1,15}$/, 'must be 1 to 15 digits')
    .optional(),
  number: z
    .string()
    .regex(/^\+?\d{1,32}$/, 'must be a number in E.164 form, perhaps without its plus')
    .optional(),
});
export type RateQuery = z.infer<typeof rateQuerySchema>;

/** What a minute costs over a trunk, and by which rate. */
export const callPriceSchema = z.object({
  price: z.string(),
  currency: z.string(),
  prefix: z.string(),
  name: z.string().nullable(),
});
export type CallPrice = z.infer<typeof callPriceSchema>;
