import { EventRelay } from '@trunkline/asterisk';
import { createLogger, EnvError, readRelayEnv, secretValues } from '@trunkline/platform';

/** The event relay: a process of its own, so that it outlives the agent. Ends on SIGTERM and SIGINT. */
async function main(): Promise<void> {
  const env = readRelayEnv();
  const log = createLogger({ service: 'relay', level: env.LOG_LEVEL, secrets: secretValues(env) });
  const relay = new EventRelay({
    host: env.RELAY_HOST,
    asteriskPort: env.RELAY_ASTERISK_PORT,
    agentPort: env.RELAY_AGENT_PORT,
    password: env.TRUNKLINE_NODE_TOKEN,
    log,
  });
  await relay.start();
  log.info({}, 'the event relay is running');
  await new Promise((resolve) => {
    for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, resolve);
  });
  await relay.stop();
}

main().catch((error: unknown) => {
  console.error(error instanceof EnvError ? error.message : `The event relay cannot start: ${String(error)}`);
  process.exit(1);
});
