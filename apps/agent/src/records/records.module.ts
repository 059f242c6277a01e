import { Module } from '@nestjs/common';
import { ConnectionModule } from '../connection/connection.module.js';
import { DirectoryModule } from '../directory/directory.module.js';
import { HealthModule } from '../health/health.module.js';
import { LiveModule } from '../live/live.module.js';
import { RecordsService } from './records.service.js';

/** The CEL spool to call records. */
@Module({
  imports: [ConnectionModule, DirectoryModule, HealthModule, LiveModule],
  providers: [RecordsService],
  exports: [RecordsService],
})
export class RecordsModule {}
