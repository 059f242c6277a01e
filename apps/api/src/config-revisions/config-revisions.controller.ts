import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { type ConfigRevisionQuery, configRevisionQuerySchema, configRevisionSchema } from '@trunkline/contracts';
import { z } from 'zod';
import { Requires } from '../access/requires.decorator.js';
import { Answers, AnswersPage } from '../openapi/answers.decorator.js';
import { ConfigRevisionsService } from './config-revisions.service.js';

const revisionNumberSchema = z.coerce.number().int().min(1).max(2_147_483_647);

@ApiTags('config revisions')
@Controller('config-revisions')
export class ConfigRevisionsController {
  constructor(private readonly revisions: ConfigRevisionsService) {}

  @Get()
  @Requires('config:read')
  @AnswersPage(configRevisionSchema, 'List config revisions, newest first.')
  list(@Query({ schema: configRevisionQuerySchema }) query: ConfigRevisionQuery) {
    return this.revisions.list(query);
  }

  @Get(':number')
  @Requires('config:read')
  @Answers(200, configRevisionSchema, 'Read a config revision.')
  read(@Param('number', { schema: revisionNumberSchema }) number: number) {
    return this.revisions.read(number);
  }
}
