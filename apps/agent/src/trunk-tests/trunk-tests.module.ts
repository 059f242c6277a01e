import { Module } from '@nestjs/common';
import { ConnectionModule } from '../connection/connection.module.js';
import { EndpointStateModule } from '../endpoint-state/endpoint-state.module.js';
import { CanaryCall } from './canary-call.js';
import { TrunkQuestions } from './trunk-questions.js';
import { TrunkTestsService } from './trunk-tests.service.js';

/** Tests of trunks on request. */
@Module({
  imports: [ConnectionModule, EndpointStateModule],
  providers: [CanaryCall, TrunkQuestions, TrunkTestsService],
  exports: [TrunkTestsService],
})
export class TrunkTestsModule {}
