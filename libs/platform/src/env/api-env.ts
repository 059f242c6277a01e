import { z } from 'zod';
import { hostField, networksField, portField, sharedFields, sharedSecrets } from './fields.js';
import { readEnv } from './read-env.js';

/** Raw call events are kept this long at least, so that records can be rebuilt and compared. */
const leastCelDays = 7;

const apiEnvSchema = z.object({
  ...sharedFields,
  HTTP_HOST: hostField.default('127.0.0.1'),
  HTTP_PORT: portField.default(8080),
  AGENT_HOST: hostField.default('127.0.0.1'),
  AGENT_PORT: portField.default(8091),
  /** Days that an event of the stream is kept, after the day it was written. */
  EVENT_LOG_DAYS: z.coerce.number('must be a number of days').int().min(1).max(365).default(7),
  DASHBOARD_DIR: z.string().default('dist/dashboard'),
  RECORDS_KEEP_DAYS: z.coerce.number('must be a number of days').int().min(1).max(36_500).optional(),
  CEL_KEEP_DAYS: z.coerce.number('must be a number of days').int().min(leastCelDays).max(36_500).optional(),
  /** Whether this copy does what nobody waits for: deliver webhooks. One copy of several has to. */
  JOBS: z.enum(['on', 'off']).default('on'),
  /** Private networks that webhooks may reach, and without TLS. */
  WEBHOOK_ALLOWED_NETWORKS: networksField,
  WEBHOOK_TIMEOUT_SECONDS: z.coerce.number().int().min(1).max(30).default(10),
});

/** Environment of the API, checked; property names are those of the variables. */
export type ApiEnv = z.infer<typeof apiEnvSchema>;

/** @throws EnvError naming every variable that is missing or wrong. */
export function readApiEnv(source: Readonly<Record<string, string | undefined>> = process.env): ApiEnv {
  return readEnv(apiEnvSchema, sharedSecrets, source);
}

const keyRotationEnvSchema = z.object({
  DATABASE_URL: sharedFields.DATABASE_URL,
  TRUNKLINE_KEY: sharedFields.TRUNKLINE_KEY,
  TRUNKLINE_NEW_KEY: sharedFields.TRUNKLINE_KEY,
});

/** Environment of the command that changes the encryption key. @throws EnvError. */
export function readKeyRotationEnv(
  source: Readonly<Record<string, string | undefined>> = process.env,
): z.infer<typeof keyRotationEnvSchema> {
  return readEnv(keyRotationEnvSchema, ['DATABASE_URL', 'TRUNKLINE_KEY', 'TRUNKLINE_NEW_KEY'], source);
}

const databaseEnvSchema = z.object({ DATABASE_URL: sharedFields.DATABASE_URL, LOG_LEVEL: sharedFields.LOG_LEVEL });

/** Environment of a command that needs the database alone. */
export type DatabaseEnv = z.infer<typeof databaseEnvSchema>;

/** @throws EnvError naming every variable that is missing or wrong. */
export function readDatabaseEnv(source: Readonly<Record<string, string | undefined>> = process.env): DatabaseEnv {
  return readEnv(databaseEnvSchema, ['DATABASE_URL'], source);
}
