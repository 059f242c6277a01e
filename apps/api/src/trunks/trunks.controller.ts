import { Body, Controller, Delete, Get, HttpCode, Param, Patch, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import {
  type BreakerReset,
  breakerResetSchema,
  idSchema,
  type Principal,
  type StateHistoryQuery,
  stateHistoryQuerySchema,
  type TrunkCreate,
  type TrunkPatch,
  type TrunkQuery,
  trunkCreateSchema,
  trunkHealthSchema,
  trunkPatchSchema,
  trunkQuerySchema,
  trunkSchema,
  trunkStateChangeSchema,
} from '@trunkline/contracts';
import { Caller, Requires } from '../access/requires.decorator.js';
import { type ChangeQuery, changeQuerySchema, deletedSchema } from '../config-changes/changed.js';
import { Changes } from '../config-changes/changes.decorator.js';
import { Reads } from '../config-changes/reads.decorator.js';
import { Answers, AnswersNothing, AnswersPage } from '../openapi/answers.decorator.js';
import { TrunkHealthService } from './trunk-health.service.js';
import { TrunksService } from './trunks.service.js';

@ApiTags('trunks')
@Controller('trunks')
export class TrunksController {
  constructor(
    private readonly trunks: TrunksService,
    private readonly health: TrunkHealthService,
  ) {}

  @Get()
  @Requires('config:read')
  @AnswersPage(trunkSchema, 'List trunks, oldest first.')
  list(@Query({ schema: trunkQuerySchema }) query: TrunkQuery) {
    return this.trunks.list(query);
  }

  @Get(':id')
  @Reads(trunkSchema, 'Read a trunk.')
  read(@Param('id', { schema: idSchema }) id: string) {
    return this.trunks.read(id);
  }

  @Get(':id/state-history')
  @Requires('config:read')
  @AnswersPage(trunkStateChangeSchema, 'How the state changed and why, newest first. The last 500 changes are kept.')
  stateHistory(
    @Param('id', { schema: idSchema }) id: string,
    @Query({ schema: stateHistoryQuerySchema }) query: StateHistoryQuery,
  ) {
    return this.trunks.stateHistory(id, query);
  }

  @Get(':id/health')
  @Requires('config:read')
  @Answers(
    200,
    trunkHealthSchema,
    'How its gateways fare, which of them calls go past, and which calls raised an alarm.',
  )
  readHealth(@Param('id', { schema: idSchema }) id: string) {
    return this.health.read(id);
  }

  @Post(':id/breaker/reset')
  @HttpCode(204)
  @Requires('config:write')
  @AnswersNothing('Ask a gateway again at once that calls go past, or all of the trunk. What its calls were is kept.')
  resetBreaker(
    @Param('id', { schema: idSchema }) id: string,
    @Body({ schema: breakerResetSchema }) { gateway }: BreakerReset,
    @Caller() caller: Principal,
  ) {
    return this.health.reset(id, gateway, caller);
  }

  @Post()
  @Changes(201, trunkSchema, 'Create a trunk.')
  create(
    @Body({ schema: trunkCreateSchema }) body: TrunkCreate,
    @Query({ schema: changeQuerySchema }) _query: ChangeQuery,
    @Caller() caller: Principal,
  ) {
    return this.trunks.create(body, caller);
  }

  @Patch(':id')
  @Changes(200, trunkSchema, 'Change what the body names (JSON merge patch).')
  patch(
    @Param('id', { schema: idSchema }) id: string,
    @Body({ schema: trunkPatchSchema }) body: TrunkPatch,
    @Query({ schema: changeQuerySchema }) _query: ChangeQuery,
    @Caller() caller: Principal,
  ) {
    return this.trunks.patch(id, body, caller);
  }

  @Delete(':id')
  @Changes(200, deletedSchema, 'Delete a trunk that no outbound route uses.')
  remove(
    @Param('id', { schema: idSchema }) id: string,
    @Query({ schema: changeQuerySchema }) _query: ChangeQuery,
    @Caller() caller: Principal,
  ) {
    return this.trunks.remove(id, caller);
  }

  @Post(':id/restore')
  @Changes(201, trunkSchema, 'Bring back a trunk that was deleted in the last 24 hours, as it was.')
  restore(
    @Param('id', { schema: idSchema }) id: string,
    @Query({ schema: changeQuerySchema }) _query: ChangeQuery,
    @Caller() caller: Principal,
  ) {
    return this.trunks.restore(id, caller);
  }
}
