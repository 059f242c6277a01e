import { Module } from '@nestjs/common';
import { ConfigModule } from '../config/config.module.js';
import { ConnectionModule } from '../connection/connection.module.js';
import { HealthModule } from '../health/health.module.js';
import { RestartService } from './restart.service.js';
import { SipPortService } from './sip-port.service.js';

/** What needs a restart of Asterisk, and the restart itself. */
@Module({
  imports: [ConfigModule, ConnectionModule, HealthModule],
  providers: [RestartService, SipPortService],
  exports: [RestartService],
})
export class RestartModule {}
