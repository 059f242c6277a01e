import { Module } from '@nestjs/common';
import { DiscoveryModule } from '@nestjs/core';
import { ConfigPlanController } from './config-plan.controller.js';
import { ConfigPlanService } from './config-plan.service.js';
import { PlannedRoutes } from './planned-routes.js';

@Module({
  imports: [DiscoveryModule],
  controllers: [ConfigPlanController],
  providers: [ConfigPlanService, PlannedRoutes],
})
export class ConfigPlanModule {}
