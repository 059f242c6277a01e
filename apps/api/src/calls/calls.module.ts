import { Module } from '@nestjs/common';
import { AgentClient } from './agent-client.js';
import { CallsController } from './calls.controller.js';
import { CallsService } from './calls.service.js';

@Module({ controllers: [CallsController], providers: [AgentClient, CallsService], exports: [AgentClient] })
export class CallsModule {}
