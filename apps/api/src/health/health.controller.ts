import { Controller, Get, Header, HttpCode, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { componentSchema } from '@trunkline/contracts';
import type { Health } from '@trunkline/platform';
import type { Response } from 'express';
import { z } from 'zod';
import { Answers } from '../openapi/answers.decorator.js';
import { HealthService } from './health.service.js';

const healthSchema = z.object({ ready: z.boolean(), components: z.record(z.string(), componentSchema) });

@ApiTags('health')
@Controller('health')
export class HealthController {
  constructor(private readonly health: HealthService) {}

  @Get()
  @Header('Cache-Control', 'no-store')
  @Answers(200, healthSchema, 'Can this process work: 200 if so, else 503 with the same body.')
  async read(@Res({ passthrough: true }) response: Response): Promise<Health> {
    const health = await this.health.read();
    response.status(health.ready ? 200 : 503);
    return health;
  }

  @Get('live')
  @HttpCode(200)
  @Header('Cache-Control', 'no-store')
  @Answers(200, z.object({ live: z.boolean() }), 'Does this process run.')
  live() {
    return { live: true };
  }
}
