import { z } from 'zod';
import { hostField, portField, sharedFields } from './fields.js';
import { readEnv } from './read-env.js';

const relayEnvSchema = z.object({
  LOG_LEVEL: sharedFields.LOG_LEVEL,
  TRUNKLINE_NODE_TOKEN: sharedFields.TRUNKLINE_NODE_TOKEN,
  RELAY_HOST: hostField.default('127.0.0.1'),
  RELAY_ASTERISK_PORT: portField.default(8090),
  RELAY_AGENT_PORT: portField.default(8093),
});

/** Environment of the event relay, checked; property names are those of the variables. */
export type RelayEnv = z.infer<typeof relayEnvSchema>;

/** @throws EnvError naming every variable that is missing or wrong. */
export function readRelayEnv(source: Readonly<Record<string, string | undefined>> = process.env): RelayEnv {
  return readEnv(relayEnvSchema, ['TRUNKLINE_NODE_TOKEN'], source);
}
