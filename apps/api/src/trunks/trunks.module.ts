import { Module } from '@nestjs/common';
import { CallsModule } from '../calls/calls.module.js';
import { TrunkHealthService } from './trunk-health.service.js';
import { TrunksController } from './trunks.controller.js';
import { TrunksService } from './trunks.service.js';

@Module({
  imports: [CallsModule],
  controllers: [TrunksController],
  providers: [TrunkHealthService, TrunksService],
})
export class TrunksModule {}
