import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { type CallRecordQuery, callRecordQuerySchema, callRecordSchema, idSchema } from '@trunkline/contracts';
import { Requires } from '../access/requires.decorator.js';
import { Answers, AnswersPage } from '../openapi/answers.decorator.js';
import { CallRecordsService } from './call-records.service.js';

@ApiTags('call records')
@Controller('call-records')
export class CallRecordsController {
  constructor(private readonly records: CallRecordsService) {}

  @Get()
  @Requires('records:read')
  @AnswersPage(callRecordSchema, 'List call records, newest first.')
  list(@Query({ schema: callRecordQuerySchema }) query: CallRecordQuery) {
    return this.records.list(query);
  }

  @Get(':id')
  @Requires('records:read')
  @Answers(200, callRecordSchema, 'Read a call record.')
  read(@Param('id', { schema: idSchema }) id: string) {
    return this.records.read(id);
  }
}
