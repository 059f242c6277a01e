import { z } from 'zod';
import { directoryField, hostField, portField, secretField, sharedFields, sharedSecrets } from './fields.js';
import { readEnv } from './read-env.js';

const agentEnvSchema = z.object({
  ...sharedFields,
  DATABASE_HOST: hostField.optional(),
  ASTERISK_ETC_DIR: directoryField,
  CEL_DIR: directoryField,
  STATE_DIR: directoryField,
  ARI_URL: z.url({ protocol: /^https?$/, error: 'must be an http URL' }).default('http://127.0.0.2:8088'),
  ARI_USERNAME: z.string().default('trunkline'),
  ARI_PASSWORD: secretField,
  RELAY_URL: z.url({ protocol: /^ws$/, error: 'must be a ws URL' }).default('ws://127.0.0.1:8093'),
  HEP_HOST: hostField.default('127.0.0.1'),
  HEP_PORT: portField.default(9060),
  COMMAND_HOST: hostField.default('127.0.0.1'),
  COMMAND_PORT: portField.default(8091),
  HEALTH_HOST: hostField.default('127.0.0.1'),
  HEALTH_PORT: portField.default(8092),
  BREAKER_PAUSE_SECONDS: z.coerce.number().int().min(1).max(3600).default(30),
  SPOOL_MIN_FREE_BYTES: z.coerce
    .number()
    .int()
    .min(0)
    .default(200 * 1024 * 1024),
  SPOOL_MIN_FREE_PERCENT: z.coerce.number().min(0).max(100).default(2),
});

/** Environment of the agent, checked; property names are those of the variables. */
export type AgentEnv = z.infer<typeof agentEnvSchema>;

/**
 * `DATABASE_HOST`, when set, stands in for the host of `DATABASE_URL`: an agent in another container's network cannot
 * count on names. @throws EnvError naming every variable that is missing or wrong.
 */
export function readAgentEnv(source: Readonly<Record<string, string | undefined>> = process.env): AgentEnv {
  const env = readEnv(agentEnvSchema, [...sharedSecrets, 'ARI_PASSWORD'], source);
  if (env.DATABASE_HOST === undefined) return env;
  const url = new URL(env.DATABASE_URL);
  url.hostname = env.DATABASE_HOST;
  return { ...env, DATABASE_URL: url.href };
}
