import { Controller, Get } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { systemSchema } from '@trunkline/contracts';
import { Requires } from '../access/requires.decorator.js';
import { Answers } from '../openapi/answers.decorator.js';
import { SystemService } from './system.service.js';

@ApiTags('system')
@Controller('system')
export class SystemController {
  constructor(private readonly system: SystemService) {}

  @Get()
  @Requires('config:read')
  @Answers(200, systemSchema, 'Is everything working, and what is not.')
  read() {
    return this.system.read();
  }
}
