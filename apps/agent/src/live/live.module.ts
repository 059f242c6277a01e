import { Module } from '@nestjs/common';
import { ConnectionModule } from '../connection/connection.module.js';
import { DirectoryModule } from '../directory/directory.module.js';
import { LiveCallsService } from './live-calls.service.js';

/** Calls as they happen: ARI events to live rows and the event log. */
@Module({
  imports: [ConnectionModule, DirectoryModule],
  providers: [LiveCallsService],
  exports: [LiveCallsService],
})
export class LiveModule {}
