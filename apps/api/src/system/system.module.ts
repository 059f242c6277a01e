import { Module } from '@nestjs/common';
import { SystemController } from './system.controller.js';
import { SystemService } from './system.service.js';
import { SystemHealthService } from './system-health.service.js';

@Module({ controllers: [SystemController], providers: [SystemService, SystemHealthService] })
export class SystemModule {}
