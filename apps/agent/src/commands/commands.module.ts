import { Module } from '@nestjs/common';
import { ConnectionModule } from '../connection/connection.module.js';
import { LiveModule } from '../live/live.module.js';
import { RestartModule } from '../restart/restart.module.js';
import { TrunkTestsModule } from '../trunk-tests/trunk-tests.module.js';
import { HangupController } from './hangup.controller.js';
import { HangupService } from './hangup.service.js';
import { RestartController } from './restart.controller.js';
import { TrunkTestController } from './trunk-test.controller.js';

/** What the API may ask this node to do. */
@Module({
  imports: [ConnectionModule, LiveModule, RestartModule, TrunkTestsModule],
  controllers: [HangupController, RestartController, TrunkTestController],
  providers: [HangupService],
})
export class CommandsModule {}
