import { Module } from '@nestjs/common';
import { CallsModule } from '../calls/calls.module.js';
import { RestartController } from './restart.controller.js';
import { RestartService } from './restart.service.js';

@Module({ imports: [CallsModule], controllers: [RestartController], providers: [RestartService] })
export class RestartModule {}
