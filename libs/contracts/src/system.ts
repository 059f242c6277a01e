import { z } from 'zod';
import { timestampSchema } from './common.js';
import { nodeFiguresSchema } from './node-figures.js';
import { installationSchema, restartNeedFields, restartSchema } from './settings.js';

/** State of one part, with a sentence for people when it is not `up`. */
export const componentSchema = z.object({
  status: z.enum(['up', 'down', 'degraded']),
  detail: z.string().nullable(),
  since: timestampSchema.nullable(),
});
export type Component = z.infer<typeof componentSchema>;

/** Answer of `GET /system`: is everything working, and what not. */
export const systemSchema = z.object({
  version: z.string(),
  components: z.object({
    database: componentSchema,
    agent: componentSchema,
    asterisk: componentSchema,
    records: componentSchema,
  }),
  asteriskVersion: z.string().nullable(),
  lastAppliedRevision: z.number().int().nullable(),
  pendingRevisions: z.number().int(),
  ...restartNeedFields,
});
export type System = z.infer<typeof systemSchema>;

/** How far the agent is behind with call records, and the room on the disk of the spool. */
export const spoolStatusSchema = z.object({
  lagBytes: z.number().int(),
  freeBytes: z.number().int().nullable(),
  readAt: timestampSchema.nullable(),
});
export type SpoolStatus = z.infer<typeof spoolStatusSchema>;

/** What the agent says of itself every two seconds, kept in its node row. */
export const nodeStatusSchema = z.object({
  asterisk: componentSchema,
  records: componentSchema,
  asteriskVersion: z.string().nullable(),
  installed: installationSchema.nullable(),
  /** The port that SIP has now; null while Asterisk is away or has none. */
  runningSipPort: z.number().int().nullable(),
  restart: restartSchema.nullable(),
  spool: spoolStatusSchema.optional(),
  figures: nodeFiguresSchema.optional(),
});
export type NodeStatus = z.infer<typeof nodeStatusSchema>;
