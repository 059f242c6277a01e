import { Controller, Get, Param, Post, Query } from '@nestjs/common';
import { ApiHeader, ApiTags } from '@nestjs/swagger';
import {
  type ConfigRevisionQuery,
  configDiffSchema,
  configRevisionQuerySchema,
  configRevisionSchema,
  driftListSchema,
  type Principal,
} from '@trunkline/contracts';
import { z } from 'zod';
import { Caller, Requires } from '../access/requires.decorator.js';
import { type ChangeQuery, changeQuerySchema } from '../config-changes/changed.js';
import { Changes } from '../config-changes/changes.decorator.js';
import { Answers, AnswersPage } from '../openapi/answers.decorator.js';
import { ConfigRevisionsService } from './config-revisions.service.js';
import { RollbackService } from './rollback.service.js';

const revisionNumberSchema = z.coerce.number().int().min(1).max(2_147_483_647);

const ifNewest = {
  name: 'If-Match',
  description: 'The number of the newest revision in quotes: refused with 412 when anything was changed since.',
  schema: { type: 'string' as const },
};

@ApiTags('config revisions')
@Controller('config-revisions')
export class ConfigRevisionsController {
  constructor(
    private readonly revisions: ConfigRevisionsService,
    private readonly rollbacks: RollbackService,
  ) {}

  @Get()
  @Requires('config:read')
  @AnswersPage(configRevisionSchema, 'List config revisions, newest first.')
  list(@Query({ schema: configRevisionQuerySchema }) query: ConfigRevisionQuery) {
    return this.revisions.list(query);
  }

  @Get('drift')
  @Requires('config:read')
  @Answers(200, driftListSchema, 'What Asterisk does not run at its newest version, with the reason.')
  drift() {
    return this.revisions.drift();
  }

  @Get(':number')
  @Requires('config:read')
  @Answers(200, configRevisionSchema, 'Read a config revision.')
  read(@Param('number', { schema: revisionNumberSchema }) number: number) {
    return this.revisions.read(number);
  }

  @Get(':number/diff')
  @Requires('config:read')
  @Answers(200, configDiffSchema, 'What the revision changed in the files of Asterisk, without secrets.')
  diff(@Param('number', { schema: revisionNumberSchema }) number: number) {
    return this.revisions.diff(number);
  }

  @Post(':number/rollback')
  @Changes(201, configRevisionSchema, 'Undo what the revision changed, by a new one; 409 names what is in the way.')
  @ApiHeader(ifNewest)
  rollBack(
    @Param('number', { schema: revisionNumberSchema }) number: number,
    @Query({ schema: changeQuerySchema }) _query: ChangeQuery,
    @Caller() caller: Principal,
  ) {
    return this.rollbacks.rollBack(number, caller);
  }
}
