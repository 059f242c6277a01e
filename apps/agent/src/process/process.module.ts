import { Global, Module } from '@nestjs/common';
import { createDataSource, DataSource, SecretCipher } from '@trunkline/persistence';
import { type AgentEnv, createLogger, type Logger, readAgentEnv, secretValues } from '@trunkline/platform';
import { AGENT_ENV, LOG } from './tokens.js';

/** What every feature may inject: environment, logger, database, cipher. None of it waits for anything. */
@Global()
@Module({
  providers: [
    { provide: AGENT_ENV, useFactory: () => readAgentEnv() },
    {
      provide: LOG,
      inject: [AGENT_ENV],
      useFactory: (env: AgentEnv) =>
        createLogger({ service: 'agent', level: env.LOG_LEVEL, secrets: secretValues(env) }),
    },
    {
      provide: DataSource,
      inject: [AGENT_ENV, LOG],
      useFactory: (env: AgentEnv, log: Logger) =>
        createDataSource(env.DATABASE_URL, {
          applicationName: 'trunkline-agent',
          queryTimeoutMs: 5000,
          onPoolError: (error) => log.debug({ reason: error.message }, 'a database connection broke'),
        }).initialize(),
    },
    {
      provide: SecretCipher,
      inject: [AGENT_ENV],
      useFactory: (env: AgentEnv) => new SecretCipher(env.TRUNKLINE_KEY),
    },
  ],
  exports: [AGENT_ENV, LOG, DataSource, SecretCipher],
})
export class ProcessModule {}
