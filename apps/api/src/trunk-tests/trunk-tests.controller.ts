import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import {
  idSchema,
  type Principal,
  type TrunkTestCreate,
  type TrunkTestQuery,
  trunkTestCreateSchema,
  trunkTestQuerySchema,
  trunkTestSchema,
} from '@trunkline/contracts';
import { Caller, Requires } from '../access/requires.decorator.js';
import { Answers, AnswersPage } from '../openapi/answers.decorator.js';
import { TrunkTestsService } from './trunk-tests.service.js';

@ApiTags('trunks')
@Controller('trunks/:trunkId/tests')
export class TrunkTestsController {
  constructor(private readonly tests: TrunkTestsService) {}

  @Get()
  @Requires('config:read')
  @AnswersPage(trunkTestSchema, 'Tests of a trunk, newest first. The last 50 are kept.')
  list(
    @Param('trunkId', { schema: idSchema }) trunkId: string,
    @Query({ schema: trunkTestQuerySchema }) query: TrunkTestQuery,
  ) {
    return this.tests.list(trunkId, query);
  }

  @Get(':id')
  @Requires('config:read')
  @Answers(200, trunkTestSchema, 'Read a test: it has a finding more with each step.')
  read(@Param('trunkId', { schema: idSchema }) trunkId: string, @Param('id', { schema: idSchema }) id: string) {
    return this.tests.read(trunkId, id);
  }

  @Post()
  @Requires('calls:control')
  @Answers(
    201,
    trunkTestSchema,
    'Test a trunk: OPTIONS, REGISTER, and a call when a number is named. It takes up to a minute.',
  )
  start(
    @Param('trunkId', { schema: idSchema }) trunkId: string,
    @Body({ schema: trunkTestCreateSchema }) body: TrunkTestCreate,
    @Caller() caller: Principal,
  ) {
    return this.tests.start(trunkId, body, caller);
  }
}
