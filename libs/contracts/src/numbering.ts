import { z } from 'zod';
import { numbersIn, numbersOut } from './choices.js';

const prefixSchema = z.string().regex(/^\d{0,5}$/, 'must be at most 5 digits');

const fields = {
  countryCode: z.string().regex(/^[1-9]\d{0,2}$/, 'must be 1 to 3 digits, the first of them not 0'),
  nationalPrefix: prefixSchema,
  internationalPrefix: prefixSchema,
  out: z.enum(numbersOut),
  in: z.enum(numbersIn),
};

/**
 * How a carrier writes numbers, and how they are dialled in its country. `countryCode` is that of ITU-T E.164;
 * `nationalPrefix` goes before a number of the country (empty: none), `internationalPrefix` before any other. `out` is how
 * the carrier is asked for numbers and shown them: in E.164 form with its plus, as its `digits` alone, or as they are dialled
 * in the country (`national`). `in` tells whether the numbers of its calls are in that last form. What has none of the
 * prefixes stays as it is.
 */
export const numberingSchema = z
  .strictObject({
    countryCode: fields.countryCode,
    nationalPrefix: fields.nationalPrefix.default(''),
    internationalPrefix: fields.internationalPrefix.default('00'),
    out: fields.out.default('as_dialled'),
    in: fields.in.default('as_sent'),
  })
  .refine(({ nationalPrefix, internationalPrefix }) => internationalPrefix !== nationalPrefix, {
    path: ['internationalPrefix'],
    message: 'must not be the national prefix',
  });
export type Numbering = z.infer<typeof numberingSchema>;

/** The same in a merge patch, which changes what it names. */
export const numberingPatchSchema = z.strictObject(fields).partial();
