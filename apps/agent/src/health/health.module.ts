import { Module } from '@nestjs/common';
import { ConnectionModule } from '../connection/connection.module.js';
import { HealthService } from './health.service.js';

/** The agent's own health, for the API and for whoever started it. */
@Module({ imports: [ConnectionModule], providers: [HealthService], exports: [HealthService] })
export class HealthModule {}
