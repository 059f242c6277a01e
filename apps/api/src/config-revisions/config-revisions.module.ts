import { Module } from '@nestjs/common';
import { ConfigRevisionsController } from './config-revisions.controller.js';
import { ConfigRevisionsService } from './config-revisions.service.js';
import { RollbackService } from './rollback.service.js';

@Module({ controllers: [ConfigRevisionsController], providers: [ConfigRevisionsService, RollbackService] })
export class ConfigRevisionsModule {}
