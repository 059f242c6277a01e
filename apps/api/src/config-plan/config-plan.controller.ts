import { Body, Controller, HttpCode, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import {
  type ConfigPlanRequest,
  configPlanRequestSchema,
  configPlanSchema,
  type Principal,
} from '@trunkline/contracts';
import { Caller, Requires } from '../access/requires.decorator.js';
import { Answers } from '../openapi/answers.decorator.js';
import { ConfigPlanService } from './config-plan.service.js';

@ApiTags('config revisions')
@Controller('config')
export class ConfigPlanController {
  constructor(private readonly plans: ConfigPlanService) {}

  @Post('plan')
  @HttpCode(200)
  @Requires('config:write')
  @Answers(200, configPlanSchema, 'What these changes would do: the files that Asterisk would get. Stores nothing.')
  plan(@Body({ schema: configPlanRequestSchema }) body: ConfigPlanRequest, @Caller() caller: Principal) {
    return this.plans.plan(body, caller);
  }
}
