import { Module } from '@nestjs/common';
import { ConnectionModule } from '../connection/connection.module.js';
import { HealthService } from './health.service.js';
import { NodeWatch } from './node-watch.js';

/** The agent's own health, for the API and for whoever started it. */
@Module({ imports: [ConnectionModule], providers: [HealthService, NodeWatch], exports: [HealthService] })
export class HealthModule {}
