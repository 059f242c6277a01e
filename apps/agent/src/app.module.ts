import { Module } from '@nestjs/common';
import { CommandsModule } from './commands/commands.module.js';
import { ConfigModule } from './config/config.module.js';
import { ConnectionModule } from './connection/connection.module.js';
import { EndpointStateModule } from './endpoint-state/endpoint-state.module.js';
import { HealthModule } from './health/health.module.js';
import { LiveModule } from './live/live.module.js';
import { ProcessModule } from './process/process.module.js';
import { RecordsModule } from './records/records.module.js';

/** The agent: the only process that talks to its Asterisk. */
@Module({
  imports: [
    ProcessModule,
    ConnectionModule,
    ConfigModule,
    EndpointStateModule,
    LiveModule,
    RecordsModule,
    CommandsModule,
    HealthModule,
  ],
})
export class AppModule {}
