import { type DynamicModule, Global, Module } from '@nestjs/common';
import { DataSource, fenced, type HeldToken, type Lease, SecretCipher } from '@trunkline/persistence';
import { type AgentEnv, createLogger, readAgentEnv, secretValues } from '@trunkline/platform';
import { AGENT_ENV, LEASE, LOG } from './tokens.js';

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
    const lease: Lease = { nodeId, held };
    const providers = [
      { provide: DataSource, useValue: fenced(database, nodeId, held) },
      { provide: LEASE, useValue: lease },
    ];
    return { module: ProcessModule, providers, exports: [DataSource, LEASE] };
  }
}
