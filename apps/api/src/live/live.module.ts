import { Global, Module } from '@nestjs/common';
import { EventTail } from './event-tail.js';
import { LiveGateway } from './live.gateway.js';
import { LiveAccess } from './live-access.js';
import { Staleness } from './staleness.js';

/** The live stream. Global: what waits for an event listens to the same tail. */
@Global()
@Module({ providers: [EventTail, LiveAccess, LiveGateway, Staleness], exports: [EventTail, Staleness] })
export class LiveModule {}
