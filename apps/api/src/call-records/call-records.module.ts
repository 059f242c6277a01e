import { Module } from '@nestjs/common';
import { CallRecordsController } from './call-records.controller.js';
import { CallRecordsService } from './call-records.service.js';

@Module({ controllers: [CallRecordsController], providers: [CallRecordsService] })
export class CallRecordsModule {}
