import { Controller, Get } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { type Principal, systemHealthSchema, systemSchema } from '@trunkline/contracts';
import { Caller, Requires } from '../access/requires.decorator.js';
import { Answers } from '../openapi/answers.decorator.js';
import { SystemService } from './system.service.js';
import { SystemHealthService } from './system-health.service.js';

@ApiTags('system')
@Controller('system')
export class SystemController {
  constructor(
    private readonly system: SystemService,
    private readonly health: SystemHealthService,
  ) {}

  @Get()
  @Requires('config:read')
  @Answers(200, systemSchema, 'Is everything working, and what is not.')
  read() {
    return this.system.read();
  }

  @Get('health')
  @Requires('config:read')
  @Answers(
    200,
    systemHealthSchema,
    'How each part is, troubles first, with what to do next. A part that the caller may not see is null.',
  )
  readHealth(@Caller() caller: Principal) {
    return this.health.read(caller);
  }
}
