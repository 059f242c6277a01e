import { Global, Module } from '@nestjs/common';
import { EventLogUpkeep } from './event-log-upkeep.js';
import { EventTail } from './event-tail.js';
import { EventsController } from './events.controller.js';
import { LiveGateway } from './live.gateway.js';
import { LiveAccess } from './live-access.js';
import { LiveFeed } from './live-feed.js';
import { LiveLimits } from './live-limits.js';
import { Staleness } from './staleness.js';

/** The live stream. Global: what waits for an event listens to the same tail. */
@Global()
@Module({
  controllers: [EventsController],
  providers: [EventLogUpkeep, EventTail, LiveAccess, LiveFeed, LiveGateway, LiveLimits, Staleness],
  exports: [EventTail, Staleness],
})
export class LiveModule {}
