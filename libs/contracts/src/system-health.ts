import { z } from 'zod';
import { timestampSchema } from './common.js';
import { nodeFiguresSchema } from './node-figures.js';
import { restartSchema } from './settings.js';
import { componentSchema, spoolStatusSchema } from './system.js';

/** From good to bad: `ok`, `warning` (it works, and something should be done), `problem` (something does not work). */
export const healthStateSchema = z.enum(['ok', 'warning', 'problem']);
export type HealthState = z.infer<typeof healthStateSchema>;

/** What is looked at. */
export const healthCheckSchema = z.enum([
  'agent',
  'owner',
  'configuration',
  'asterisk',
  'restart',
  'relay',
  'records',
  'disk',
  'database',
  'stream',
  'webhooks',
  'certificates',
]);
export type HealthCheck = z.infer<typeof healthCheckSchema>;

/** Why a check is not `ok`: stable, one meaning each. */
export const healthCodeSchema = z.enum([
  'agent_never_seen',
  'agent_silent',
  'agent_version',
  'owner_expired',
  'config_waiting',
  'config_refused',
  'asterisk_down',
  'asterisk_degraded',
  'asterisk_unknown',
  'control_down',
  'restart_wanted',
  'restart_waiting',
  'restart_running',
  'restart_failed',
  'relay_away',
  'events_waiting',
  'records_degraded',
  'records_waiting',
  'disk_full',
  'disk_low',
  'database_slow',
  'database_connections',
  'stream_behind',
  'webhooks_waiting',
  'webhooks_off',
  'certificate_expired',
  'certificate_expiring',
]);
export type HealthCode = z.infer<typeof healthCodeSchema>;

/**
 * One thing that was looked at. `reason` says what is wrong and `advice` what to do next, both null while it is `ok`;
 * `detail` is what the part itself says. `values` are the figures in `reason`, for words in another language.
 */
export const healthItemSchema = z.object({
  check: healthCheckSchema,
  nodeId: z.string().nullable(),
  state: healthStateSchema,
  code: healthCodeSchema.nullable(),
  reason: z.string().nullable(),
  advice: z.string().nullable(),
  detail: z.string().nullable(),
  since: timestampSchema.nullable(),
  values: z.record(z.string(), z.union([z.string(), z.number()])),
});
export type HealthItem = z.infer<typeof healthItemSchema>;

/** One node: an Asterisk and the agent that owns it. */
export const nodeHealthSchema = z.object({
  id: z.string(),
  lastSeenAt: timestampSchema,
  agentUp: z.boolean(),
  figures: nodeFiguresSchema.nullable(),
  asterisk: componentSchema,
  asteriskVersion: z.string().nullable(),
  records: componentSchema,
  spool: spoolStatusSchema.nullable(),
  restart: restartSchema.nullable(),
  /** Machine and process of the agent that owns the node; null when none does. */
  owner: z.object({ holder: z.string(), token: z.number().int(), expired: z.boolean() }).nullable(),
});
export type NodeHealth = z.infer<typeof nodeHealthSchema>;

/**
 * Answer of `GET /system/health`: every check, troubles first, and the figures behind them. What the caller has no
 * permission for is null, and its checks are left out.
 */
export const systemHealthSchema = z.object({
  at: timestampSchema,
  state: healthStateSchema,
  items: z.array(healthItemSchema),
  nodes: z.array(nodeHealthSchema),
  configuration: z.object({
    wantedRevision: z.number().int(),
    runningRevision: z.number().int().nullable(),
    waiting: z.number().int(),
    waitingSince: timestampSchema.nullable(),
    /** Resources whose newest version Asterisk refused. */
    refused: z.number().int(),
  }),
  calls: z.number().int().nullable(),
  records: z
    .object({ waiting: z.number().int(), waitingSince: timestampSchema.nullable(), openGaps: z.number().int() })
    .nullable(),
  database: z.object({
    answerMs: z.number().int(),
    sizeBytes: z.number().int(),
    connections: z.number().int(),
    maxConnections: z.number().int(),
    version: z.string(),
  }),
  /** The event stream: its newest event, and how many of them the API that answers has not read yet. */
  stream: z.object({ seq: z.number().int(), behind: z.number().int() }),
  api: z.object({ version: z.string(), startedAt: timestampSchema }),
  webhooks: z
    .object({
      waiting: z.number().int(),
      waitingSince: timestampSchema.nullable(),
      /** Events that are not yet queued for any webhook. */
      behind: z.number().int(),
      /** Webhooks that Trunkline turned off because they failed for too long. */
      off: z.number().int(),
    })
    .nullable(),
});
export type SystemHealth = z.infer<typeof systemHealthSchema>;
