import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import {
  type CallRecordQuery,
  type CallRecordsReportQuery,
  callRecordQuerySchema,
  callRecordSchema,
  callRecordsReportQuerySchema,
  callRecordsReportSchema,
  idSchema,
} from '@trunkline/contracts';
import { Requires } from '../access/requires.decorator.js';
import { Answers, AnswersPage } from '../openapi/answers.decorator.js';
import { CallRecordsService } from './call-records.service.js';
import { ReportService } from './report.service.js';

@ApiTags('call records')
@Controller('call-records')
export class CallRecordsController {
  constructor(
    private readonly records: CallRecordsService,
    private readonly reports: ReportService,
  ) {}

  @Get()
  @Requires('records:read')
  @AnswersPage(callRecordSchema, 'List call records, newest first unless sorted otherwise.')
  list(@Query({ schema: callRecordQuerySchema }) query: CallRecordQuery) {
    return this.records.list(query);
  }

  @Get('report')
  @Requires('records:read')
  @Answers(200, callRecordsReportSchema, 'What came in against what was kept: is any record missing?')
  report(@Query({ schema: callRecordsReportQuerySchema }) query: CallRecordsReportQuery) {
    return this.reports.read(query);
  }

  @Get(':id')
  @Requires('records:read')
  @Answers(200, callRecordSchema, 'Read a call record.')
  read(@Param('id', { schema: idSchema }) id: string) {
    return this.records.read(id);
  }
}
