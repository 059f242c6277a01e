import { type DynamicModule, Module } from '@nestjs/common';
import { CommandsModule } from './commands/commands.module.js';
import { ConfigModule } from './config/config.module.js';
import { ConnectionModule } from './connection/connection.module.js';
import { EndpointStateModule } from './endpoint-state/endpoint-state.module.js';
import { GatewaysModule } from './gateways/gateways.module.js';
import { HealthModule } from './health/health.module.js';
import { LiveModule } from './live/live.module.js';
import { RecordsModule } from './records/records.module.js';

/** The agent: the only process that talks to its Asterisk. */
@Module({
  imports: [
    ConnectionModule,
    ConfigModule,
    EndpointStateModule,
    LiveModule,
    RecordsModule,
    GatewaysModule,
    CommandsModule,
    HealthModule,
  ],
})
// biome-ignore lint/complexity/noStaticOnlyClass: a module of Nest is a class
export class AppModule {
  /** The agent of a node that this process owns. */
  static with(process: DynamicModule): DynamicModule {
    return { module: AppModule, imports: [process] };
  }
}
