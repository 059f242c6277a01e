import { Module } from '@nestjs/common';
import { ConfigRevisionsController } from './config-revisions.controller.js';
import { ConfigRevisionsService } from './config-revisions.service.js';

@Module({ controllers: [ConfigRevisionsController], providers: [ConfigRevisionsService] })
export class ConfigRevisionsModule {}
