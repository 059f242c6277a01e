import { Module } from '@nestjs/common';
import { CallsModule } from '../calls/calls.module.js';
import { TrunkHealthService } from './trunk-health.service.js';
import { TrunkRatesController } from './trunk-rates.controller.js';
import { TrunkRatesService } from './trunk-rates.service.js';
import { TrunksController } from './trunks.controller.js';
import { TrunksService } from './trunks.service.js';

@Module({
  imports: [CallsModule],
  controllers: [TrunksController, TrunkRatesController],
  providers: [TrunkHealthService, TrunksService, TrunkRatesService],
})
export class TrunksModule {}
