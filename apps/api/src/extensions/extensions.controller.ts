import { Body, Controller, Delete, Get, Param, Patch, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import {
  type ExtensionCreate,
  type ExtensionPatch,
  type ExtensionQuery,
  extensionCreateSchema,
  extensionPatchSchema,
  extensionQuerySchema,
  extensionSchema,
  extensionStateChangeSchema,
  extensionWithSecretSchema,
  idSchema,
  type Principal,
  type StateHistoryQuery,
  stateHistoryQuerySchema,
} from '@trunkline/contracts';
import { Caller, Requires } from '../access/requires.decorator.js';
import { type ChangeQuery, changeQuerySchema, deletedSchema } from '../config-changes/changed.js';
import { Changes } from '../config-changes/changes.decorator.js';
import { Reads } from '../config-changes/reads.decorator.js';
import { AnswersPage } from '../openapi/answers.decorator.js';
import { ExtensionsService } from './extensions.service.js';

@ApiTags('extensions')
@Controller('extensions')
export class ExtensionsController {
  constructor(private readonly extensions: ExtensionsService) {}

  @Get()
  @Requires('config:read')
  @AnswersPage(extensionSchema, 'List extensions, oldest first.')
  list(@Query({ schema: extensionQuerySchema }) query: ExtensionQuery) {
    return this.extensions.list(query);
  }

  @Get(':id')
  @Reads(extensionSchema, 'Read an extension.')
  read(@Param('id', { schema: idSchema }) id: string) {
    return this.extensions.read(id);
  }

  @Get(':id/state-history')
  @Requires('config:read')
  @AnswersPage(
    extensionStateChangeSchema,
    'How the state changed and why, newest first. The last 500 changes are kept.',
  )
  stateHistory(
    @Param('id', { schema: idSchema }) id: string,
    @Query({ schema: stateHistoryQuerySchema }) query: StateHistoryQuery,
  ) {
    return this.extensions.stateHistory(id, query);
  }

  @Post()
  @Changes(201, extensionWithSecretSchema, 'Create an extension. The answer shows its SIP secret, this once.')
  create(
    @Body({ schema: extensionCreateSchema }) body: ExtensionCreate,
    @Query({ schema: changeQuerySchema }) _query: ChangeQuery,
    @Caller() caller: Principal,
  ) {
    return this.extensions.create(body, caller);
  }

  @Patch(':id')
  @Changes(200, extensionSchema, 'Change what the body names (JSON merge patch).')
  patch(
    @Param('id', { schema: idSchema }) id: string,
    @Body({ schema: extensionPatchSchema }) body: ExtensionPatch,
    @Query({ schema: changeQuerySchema }) _query: ChangeQuery,
    @Caller() caller: Principal,
  ) {
    return this.extensions.patch(id, body, caller);
  }

  @Post(':id/secret')
  @Changes(200, extensionWithSecretSchema, 'Make a new SIP secret. The answer shows it, this once.')
  renewSecret(
    @Param('id', { schema: idSchema }) id: string,
    @Query({ schema: changeQuerySchema }) _query: ChangeQuery,
    @Caller() caller: Principal,
  ) {
    return this.extensions.renewSecret(id, caller);
  }

  @Delete(':id')
  @Changes(200, deletedSchema, 'Delete an extension that nothing leads to and that is in no ring group.')
  remove(
    @Param('id', { schema: idSchema }) id: string,
    @Query({ schema: changeQuerySchema }) _query: ChangeQuery,
    @Caller() caller: Principal,
  ) {
    return this.extensions.remove(id, caller);
  }

  @Post(':id/restore')
  @Changes(201, extensionSchema, 'Bring back an extension that was deleted in the last 24 hours, as it was.')
  restore(
    @Param('id', { schema: idSchema }) id: string,
    @Query({ schema: changeQuerySchema }) _query: ChangeQuery,
    @Caller() caller: Principal,
  ) {
    return this.extensions.restore(id, caller);
  }
}
