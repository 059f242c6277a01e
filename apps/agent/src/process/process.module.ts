import { type DynamicModule, Global, Module } from '@nestjs/common';
import { DataSource, fenced, type HeldToken, SecretCipher } from '@trunkline/persistence';
import { type AgentEnv, createLogger, readAgentEnv, secretValues } from '@trunkline/platform';
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
      provide: SecretCipher,
      inject: [AGENT_ENV],
      useFactory: (env: AgentEnv) => new SecretCipher(env.TRUNKLINE_KEY),
    },
  ],
  exports: [AGENT_ENV, LOG, SecretCipher],
})
// biome-ignore lint/complexity/noStaticOnlyClass: a module of Nest is a class
export class ProcessModule {
  /** With the database, every transaction fenced by the token that this process has of its node. */
  static with(database: DataSource, nodeId: string, held: HeldToken): DynamicModule {
    const provider = { provide: DataSource, useValue: fenced(database, nodeId, held) };
    return { module: ProcessModule, providers: [provider], exports: [DataSource] };
  }
}
