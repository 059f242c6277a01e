import { Module } from '@nestjs/common';
import { CallsModule } from '../calls/calls.module.js';
import { TrunkTestsController } from './trunk-tests.controller.js';
import { TrunkTestsService } from './trunk-tests.service.js';

@Module({ imports: [CallsModule], controllers: [TrunkTestsController], providers: [TrunkTestsService] })
export class TrunkTestsModule {}
