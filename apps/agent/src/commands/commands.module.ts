import { Module } from '@nestjs/common';
import { ConnectionModule } from '../connection/connection.module.js';
import { GatewaysModule } from '../gateways/gateways.module.js';
import { LiveModule } from '../live/live.module.js';
import { RestartModule } from '../restart/restart.module.js';
import { TrunkTestsModule } from '../trunk-tests/trunk-tests.module.js';
import { BreakerController } from './breaker.controller.js';
import { HangupController } from './hangup.controller.js';
import { HangupService } from './hangup.service.js';
import { RestartController } from './restart.controller.js';
import { TrunkTestController } from './trunk-test.controller.js';

/** What the API may ask this node to do. */
@Module({
  imports: [ConnectionModule, GatewaysModule, LiveModule, RestartModule, TrunkTestsModule],
  controllers: [BreakerController, HangupController, RestartController, TrunkTestController],
  providers: [HangupService],
})
export class CommandsModule {}
