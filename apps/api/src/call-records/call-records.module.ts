import { Module } from '@nestjs/common';
import { CallRecordsController } from './call-records.controller.js';
import { CallRecordsService } from './call-records.service.js';
import { ExportController } from './export.controller.js';
import { ExportService } from './export.service.js';
import { ReportService } from './report.service.js';
import { RetentionService } from './retention.service.js';

@Module({
  controllers: [ExportController, CallRecordsController],
  providers: [CallRecordsService, ExportService, ReportService, RetentionService],
})
export class CallRecordsModule {}
