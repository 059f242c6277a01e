import { z } from 'zod';
import { dispositionSchema } from './call-records.js';
import { callDirectionSchema } from './calls.js';
import { idSchema, timestampSchema } from './common.js';

/** Query of `GET /search`: what to look for, and how many of each kind at most. */
export const searchQuerySchema = z.strictObject({
  q: z
    .string()
    .trim()
    .min(1)
    .max(100)
    .regex(/^\P{Cc}*$/u, 'must not contain control characters'),
  limit: z.coerce.number().int().min(1).max(20).default(5),
});
export type SearchQuery = z.infer<typeof searchQuerySchema>;

/** Something that was found: what it is called, and what explains it. */
export const searchHitSchema = z.object({ id: idSchema, title: z.string(), subtitle: z.string().nullable() });
export type SearchHit = z.infer<typeof searchHitSchema>;

/** A call record that was found. Its title is `<from> → <to>`, its subtitle the caller's name. */
export const callRecordHitSchema = searchHitSchema.extend({
  direction: callDirectionSchema,
  disposition: dispositionSchema,
  startedAt: timestampSchema,
});
export type CallRecordHit = z.infer<typeof callRecordHitSchema>;

const hits = z.array(searchHitSchema).nullable();

/**
 * Answer of `GET /search`, the best hits of each kind first. A kind that the caller may not see is null: `extensions`,
 * `trunks`, `numbers`, `outboundRoutes`, `ringGroups`, `certificates`, `schedules` and `inboundRoutes` need `config:read`, `users` `access:manage`, `webhooks`
 * `webhooks:manage`, `callRecords` `records:read`. Resources are found by every word in their names, numbers and descriptions; call records,
 * newest first, by a whole id (their own, `linkedid`, SIP Call-ID) or by the beginning of a number, three digits at least.
 */
export const searchResultsSchema = z.object({
  extensions: hits,
  trunks: hits,
  numbers: hits,
  outboundRoutes: hits,
  ringGroups: hits,
  certificates: hits,
  schedules: hits,
  inboundRoutes: hits,
  /** `subtitle` is the role. */
  users: hits,
  webhooks: hits,
  callRecords: z.array(callRecordHitSchema).nullable(),
  /** Looking through the call records took too long and was given up: ask `GET /call-records`. */
  incomplete: z.boolean(),
});
export type SearchResults = z.infer<typeof searchResultsSchema>;
