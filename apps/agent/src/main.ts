import 'reflect-metadata';
import { NestFactory } from '@nestjs/core';
import { type MicroserviceOptions, Transport } from '@nestjs/microservices';
import { DataSource, SecretCipher } from '@trunkline/persistence';
import { createLogger, EnvError, nestLogger, readAgentEnv, secretValues } from '@trunkline/platform';
import { AppModule } from './app.module.js';
import { refuseWrongKey } from './process/refuse-wrong-key.js';

/** Starts, and then stays: Asterisk and Postgres may come and go. Ends on SIGTERM and SIGINT. */
async function main(): Promise<void> {
  const env = readAgentEnv();
  const log = createLogger({ service: 'agent', level: env.LOG_LEVEL, secrets: secretValues(env) });
  const app = await NestFactory.createMicroservice<MicroserviceOptions>(AppModule, {
    logger: nestLogger(log),
    transport: Transport.TCP,
    options: { host: env.COMMAND_HOST, port: env.COMMAND_PORT },
  });
  void refuseWrongKey(app.get(DataSource), app.get(SecretCipher));
  app.enableShutdownHooks();
  await app.listen();
  log.info({ node: env.TRUNKLINE_NODE_ID }, 'the agent is running');
}

main().catch((error: unknown) => {
  // Only what an operator has to mend gets here: the environment, or a second agent for the same node.
  const taken = (error as NodeJS.ErrnoException).code === 'EADDRINUSE';
  if (error instanceof EnvError) console.error(error.message);
  else if (taken) console.error(`The agent cannot start: ${String(error)}. Is another agent running?`);
  else console.error(error);
  // Not exitCode alone: timers of what has started already would keep half an agent alive.
  process.exit(1);
});
