import 'reflect-metadata';
import { NestFactory } from '@nestjs/core';
import { type MicroserviceOptions, Transport } from '@nestjs/microservices';
import { createDataSource, type DataSource, SecretCipher } from '@trunkline/persistence';
import {
  type AgentEnv,
  createLogger,
  EnvError,
  type Logger,
  nestLogger,
  readAgentEnv,
  secretValues,
  startHealthServer,
} from '@trunkline/platform';
import { AppModule } from './app.module.js';
import { NodeOwnership } from './ownership/node-ownership.js';
import { ProcessModule } from './process/process.module.js';
import { refuseWrongKey } from './process/refuse-wrong-key.js';

/** Starts, and then stays: Asterisk and Postgres may come and go, and so may the node. Ends on SIGTERM and SIGINT. */
async function main(): Promise<void> {
  const env = readAgentEnv();
  const log = createLogger({ service: 'agent', level: env.LOG_LEVEL, secrets: secretValues(env) });
  const database = await createDataSource(env.DATABASE_URL, {
    applicationName: 'trunkline-agent',
    queryTimeoutMs: 5000,
    onPoolError: (error) => log.debug({ reason: error.message }, 'a database connection broke'),
  }).initialize();
  const ending = new Promise<true>((resolve) => {
    for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => resolve(true));
  });
  while (await ownedOnce(env, log, database, ending));
  await database.destroy();
  process.exit(0);
}

/** Stands by, owns the node, and gives it up. True when the node was lost, false when the process is to end. */
async function ownedOnce(env: AgentEnv, log: Logger, database: DataSource, ending: Promise<true>): Promise<boolean> {
  const ownership = new NodeOwnership(env, log, database);
  let waiting: { stop(): Promise<void> } | undefined;
  const turn = ownership.standBy(async () => {
    log.info({ node: env.TRUNKLINE_NODE_ID }, 'standby: another agent owns this node');
    waiting = await standbyHealth(env).catch(() => undefined);
  });
  const ended = await Promise.race([ending, turn.then(() => false)]);
  await waiting?.stop();
  if (ended) return end(ownership);
  const lost = new Promise<false>((resolve) => ownership.keep(() => resolve(false)));
  const app = await startApp(env, log, database, ownership);
  const toEnd = await Promise.race([ending, lost]);
  if (!toEnd) log.warn({ node: env.TRUNKLINE_NODE_ID }, 'another agent owns this node now, this one stands by');
  await app.close();
  await ownership.release();
  return !toEnd;
}

async function end(ownership: NodeOwnership): Promise<false> {
  await ownership.release();
  return false;
}

async function startApp(env: AgentEnv, log: Logger, database: DataSource, ownership: NodeOwnership) {
  const owned = ProcessModule.with(database, env.TRUNKLINE_NODE_ID, () => ownership.token);
  const app = await NestFactory.createMicroservice<MicroserviceOptions>(AppModule.with(owned), {
    logger: nestLogger(log),
    transport: Transport.TCP,
    options: { host: env.COMMAND_HOST, port: env.COMMAND_PORT },
  });
  void refuseWrongKey(database, app.get(SecretCipher));
  await app.listen();
  log.info({ node: env.TRUNKLINE_NODE_ID, token: ownership.token }, 'the agent is running');
  return app;
}

/** What a standing-by agent says of itself; the owner's address is its own, so each needs one for this. */
function standbyHealth({ HEALTH_HOST: host, HEALTH_PORT: port }: AgentEnv) {
  const detail = 'standby: another agent owns this node.';
  const node = { status: 'degraded', detail, since: new Date().toISOString() } as const;
  return startHealthServer({ host, port }, () => ({ ready: false, components: { node } }));
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
