import { z } from 'zod';
import { callerIdPolicies } from './choices.js';

/** A number as a carrier wants to be shown it: 3 to 15 digits, perhaps after a `+`. */
export const callerNumberSchema = z.string().regex(/^\+?\d{3,15}$/, 'must be 3 to 15 digits, perhaps after a +');

/**
 * When the number of a trunk is shown: `always`, or as a `fallback` where neither the route nor the extension has one.
 */
export const callerIdPolicySchema = z.enum(callerIdPolicies);
export type CallerIdPolicy = z.infer<typeof callerIdPolicySchema>;

/** The number shown to who is called under a prefix: digits, as the carrier is asked for them; a plus makes no difference. */
export const areaCallerIdSchema = z.strictObject({
  prefix: z.string().regex(/^\+?\d{1,14}$/, 'must be 1 to 14 digits, perhaps after a +'),
  callerId: callerNumberSchema,
});
export type AreaCallerId = z.infer<typeof areaCallerIdSchema>;

const bare = (prefix: string): string => prefix.replace('+', '');

/** Numbers by the area that is called; the longest prefix counts, so none stands twice. */
export const areaCallerIdsSchema = z
  .array(areaCallerIdSchema)
  .max(200)
  .superRefine((areas, context) => {
    const prefixes = areas.map(({ prefix }) => bare(prefix));
    prefixes.forEach((prefix, index) => {
      if (prefixes.indexOf(prefix) === index) return;
      context.addIssue({ code: 'custom', path: [index, 'prefix'], message: 'must not be a prefix that stands above' });
    });
  });
