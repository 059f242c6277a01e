import { Controller, Delete, Get, HttpCode, Param, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import {
  idSchema,
  type Principal,
  type SessionQuery,
  sessionQuerySchema,
  sessionSchema,
  sessionsEndedSchema,
} from '@trunkline/contracts';
import { Caller, CallerSession } from '../access/requires.decorator.js';
import { Answers, AnswersNothing, AnswersPage } from '../openapi/answers.decorator.js';
import { SessionsService } from './sessions.service.js';

@ApiTags('session')
@Controller('sessions')
export class SessionsController {
  constructor(private readonly sessions: SessionsService) {}

  @Get()
  @AnswersPage(sessionSchema, 'List your sessions, or with `scope=all` those of everybody, oldest first.')
  list(
    @Query({ schema: sessionQuerySchema }) query: SessionQuery,
    @Caller() caller: Principal,
    @CallerSession() current: string | null,
  ) {
    return this.sessions.list(query, caller, current);
  }

  @Delete()
  @HttpCode(200)
  @Answers(200, sessionsEndedSchema, 'End your other sessions.')
  removeOthers(@Caller() caller: Principal, @CallerSession() current: string | null) {
    return this.sessions.removeOthers(caller, current);
  }

  @Delete(':id')
  @HttpCode(204)
  @AnswersNothing('End a session: one of yours, or any with `access:manage`.')
  remove(@Param('id', { schema: idSchema }) id: string, @Caller() caller: Principal) {
    return this.sessions.remove(id, caller);
  }
}
