import { Controller, Delete, Get, HttpCode, Param } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { callSchema, idSchema } from '@trunkline/contracts';
import { Requires } from '../access/requires.decorator.js';
import { Answers, AnswersNothing, AnswersPage } from '../openapi/answers.decorator.js';
import { CallsService } from './calls.service.js';

@ApiTags('calls')
@Controller('calls')
export class CallsController {
  constructor(private readonly calls: CallsService) {}

  @Get()
  @Requires('calls:read')
  @AnswersPage(callSchema, 'List the calls that are going on, oldest first.')
  list() {
    return this.calls.list();
  }

  @Get(':id')
  @Requires('calls:read')
  @Answers(200, callSchema, 'Read a call that is going on.')
  read(@Param('id', { schema: idSchema }) id: string) {
    return this.calls.read(id);
  }

  @Delete(':id')
  @HttpCode(202)
  @Requires('calls:control')
  @AnswersNothing('Hang up. The call is over when the stream says so.', 202)
  hangup(@Param('id', { schema: idSchema }) id: string) {
    return this.calls.hangup(id);
  }
}
