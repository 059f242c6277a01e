import { Module } from '@nestjs/common';
import { ConfigModule } from '../config/config.module.js';
import { ConnectionModule } from '../connection/connection.module.js';
import { DirectoryModule } from '../directory/directory.module.js';
import { AsteriskView } from './asterisk-view.js';
import { EndpointStates } from './endpoint-states.service.js';
import { FirstLook } from './first-look.js';
import { Phones } from './phones.js';
import { SipTrace } from './sip-trace.js';
import { TrunkJudge } from './trunk-judge.js';

/** Whether trunks and extensions can be used now, and why not. */
@Module({
  imports: [ConnectionModule, ConfigModule, DirectoryModule],
  providers: [AsteriskView, EndpointStates, FirstLook, Phones, SipTrace, TrunkJudge],
  exports: [AsteriskView, SipTrace, TrunkJudge],
})
export class EndpointStateModule {}
