import { Body, Controller, Delete, HttpCode, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { type Principal, type RestartRequest, restartRequestSchema } from '@trunkline/contracts';
import { Caller, Requires } from '../access/requires.decorator.js';
import { AnswersNothing } from '../openapi/answers.decorator.js';
import { RestartService } from './restart.service.js';

@ApiTags('system')
@Controller('system/restart')
export class RestartController {
  constructor(private readonly restarts: RestartService) {}

  @Post()
  @HttpCode(202)
  @Requires('config:write')
  @AnswersNothing('Start Asterisk anew, now or when no call is left. `GET /system` shows how it goes.', 202)
  request(@Body({ schema: restartRequestSchema }) { when }: RestartRequest, @Caller() caller: Principal) {
    return this.restarts.request(when, caller);
  }

  @Delete()
  @HttpCode(204)
  @Requires('config:write')
  @AnswersNothing('Take back a restart that waits, or forget one that failed.')
  cancel(@Caller() caller: Principal) {
    return this.restarts.cancel(caller);
  }
}
