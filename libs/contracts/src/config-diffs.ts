import { z } from 'zod';
import { resourceKindSchema } from './config-revisions.js';

/** What differs in one file of Asterisk's configuration. Past 1,000 changed lines only that it does: `tooLarge`. */
export const configFileDiffSchema = z.object({
  file: z.string(),
  tooLarge: z.boolean(),
  added: z.number().int(),
  removed: z.number().int(),
  /** The same as text, as `diff -u` writes it. */
  unified: z.string(),
  hunks: z.array(
    z.object({
      oldStart: z.number().int(),
      oldLines: z.number().int(),
      newStart: z.number().int(),
      newLines: z.number().int(),
      lines: z.array(z.object({ kind: z.enum(['context', 'added', 'removed']), text: z.string() })),
    }),
  ),
});
export type ConfigFileDiff = z.infer<typeof configFileDiffSchema>;

/**
 * Answer of `GET /config-revisions/{number}/diff`: what the revision changed in the desired files. They are rendered
 * now: `renderedAnew` says that Asterisk got them from another version of the renderer, so that they may have been
 * other files then. `refused` says why no files can be rendered. A secret is `••••`, or `•••• (changed)`.
 */
export const configDiffSchema = z.object({
  revision: z.number().int(),
  rendererVersion: z.string(),
  appliedRendererVersion: z.string().nullable(),
  renderedAnew: z.boolean(),
  refused: z.string().nullable(),
  files: z.array(configFileDiffSchema),
});
export type ConfigDiff = z.infer<typeof configDiffSchema>;

/** One change that somebody is about to make: a request to a route that changes configuration. */
export const plannedChangeSchema = z.strictObject({
  method: z.enum(['POST', 'PATCH', 'PUT', 'DELETE']),
  path: z
    .string()
    .max(200)
    .regex(/^\/[\w/-]+$/, 'must be the path of a resource below /api/v1, such as /trunks'),
  body: z.record(z.string(), z.unknown()).optional(),
  /** As the header `If-Match` of the request. */
  ifMatch: z.string().max(200).optional(),
});
export type PlannedChange = z.infer<typeof plannedChangeSchema>;

/** Body of `POST /config/plan`: the changes in their order. */
export const configPlanRequestSchema = z.strictObject({ changes: z.array(plannedChangeSchema).min(1).max(50) });
export type ConfigPlanRequest = z.infer<typeof configPlanRequestSchema>;

const resourceName = { kind: resourceKindSchema, name: z.string() };

/** Answer of `POST /config/plan`: what the changes would do. Nothing of it was stored. `id` is null for what is new. */
export const configPlanSchema = z.object({
  /** The revision that the plan begins with. */
  base: z.number().int(),
  changes: z.array(
    z.object({ ...resourceName, id: z.string().nullable(), action: z.enum(['create', 'update', 'delete']) }),
  ),
  refused: z.string().nullable(),
  files: z.array(configFileDiffSchema),
  /** Modules of Asterisk that are reloaded, in order. A reload cuts no call. */
  modules: z.array(z.string()),
  /** Trunks that send a REGISTER, or end their registration. All others stay as they are. */
  registrations: z.array(z.object({ trunk: z.string(), action: z.enum(['register', 'unregister']) })),
  /** Calls of this moment that go through what is changed or deleted. They are not cut. */
  liveCalls: z.array(z.object({ ...resourceName, id: z.string(), calls: z.number().int() })),
});
export type ConfigPlan = z.infer<typeof configPlanSchema>;
