import { z } from 'zod';
import { timestampSchema } from './common.js';

/** A file system that the node needs, by what lies on it. */
export const diskSchema = z.object({
  holds: z.array(z.enum(['spool', 'state', 'configuration'])),
  freeBytes: z.number().int(),
  totalBytes: z.number().int(),
});
export type Disk = z.infer<typeof diskSchema>;

/** Figures that an agent adds to its heartbeat for `GET /system/health`. Null where nobody can tell. */
export const nodeFiguresSchema = z.object({
  version: z.string(),
  startedAt: timestampSchema,
  asteriskStartedAt: timestampSchema.nullable(),
  /** Milliseconds to the last answer of ARI and of Asterisk's control socket; null while they do not answer. */
  ariMs: z.number().int().nullable(),
  controlMs: z.number().int().nullable(),
  /** Channels that Asterisk has now. */
  channels: z.number().int().nullable(),
  /** Tasks that wait inside Asterisk, and the queue that most of them wait in. */
  queues: z.object({ waiting: z.number().int(), longest: z.string().nullable() }).nullable(),
  /** Whether the event relay answers. */
  relay: z.boolean(),
  /** Events on disk that the database has not taken: bytes, and since when; null when there is none. */
  heldEvents: z.object({ bytes: z.number().int(), since: timestampSchema }).nullable(),
  disks: z.array(diskSchema),
});
export type NodeFigures = z.infer<typeof nodeFiguresSchema>;
