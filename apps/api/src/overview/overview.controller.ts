import { Controller, Get, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { type OverviewQuery, overviewQuerySchema, overviewSchema, type Principal } from '@trunkline/contracts';
import { Caller } from '../access/requires.decorator.js';
import { Answers } from '../openapi/answers.decorator.js';
import { OverviewService } from './overview.service.js';

@ApiTags('overview')
@Controller('overview')
export class OverviewController {
  constructor(private readonly overview: OverviewService) {}

  @Get()
  @Answers(
    200,
    overviewSchema,
    'What is not in order, the calls of the day, what failed and what to do. A part that the caller may not see is null.',
  )
  read(@Query({ schema: overviewQuerySchema }) query: OverviewQuery, @Caller() caller: Principal) {
    return this.overview.read(query, caller);
  }
}
