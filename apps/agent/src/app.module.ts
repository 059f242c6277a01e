import { Module } from '@nestjs/common';
import { ConfigModule } from './config/config.module.js';
import { ConnectionModule } from './connection/connection.module.js';
import { HealthModule } from './health/health.module.js';
import { ProcessModule } from './process/process.module.js';

/** The agent: the only process that talks to its Asterisk. */
@Module({ imports: [ProcessModule, ConnectionModule, ConfigModule, HealthModule] })
export class AppModule {}
