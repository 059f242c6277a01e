import { Body, Controller, Delete, Get, Param, Patch, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import {
  idSchema,
  type Principal,
  type RingGroupCreate,
  type RingGroupPatch,
  type RingGroupQuery,
  ringGroupCreateSchema,
  ringGroupPatchSchema,
  ringGroupQuerySchema,
  ringGroupSchema,
} from '@trunkline/contracts';
import { Caller, Requires } from '../access/requires.decorator.js';
import { type ChangeQuery, changeQuerySchema, deletedSchema } from '../config-changes/changed.js';
import { Changes } from '../config-changes/changes.decorator.js';
import { Reads } from '../config-changes/reads.decorator.js';
import { AnswersPage } from '../openapi/answers.decorator.js';
import { RingGroupsService } from './ring-groups.service.js';

@ApiTags('ring-groups')
@Controller('ring-groups')
export class RingGroupsController {
  constructor(private readonly groups: RingGroupsService) {}

  @Get()
  @Requires('config:read')
  @AnswersPage(ringGroupSchema, 'List ring groups, oldest first.')
  list(@Query({ schema: ringGroupQuerySchema }) query: RingGroupQuery) {
    return this.groups.list(query);
  }

  @Get(':id')
  @Reads(ringGroupSchema, 'Read a ring group.')
  read(@Param('id', { schema: idSchema }) id: string) {
    return this.groups.read(id);
  }

  @Post()
  @Changes(201, ringGroupSchema, 'Create a ring group.')
  create(
    @Body({ schema: ringGroupCreateSchema }) body: RingGroupCreate,
    @Query({ schema: changeQuerySchema }) _query: ChangeQuery,
    @Caller() caller: Principal,
  ) {
    return this.groups.create(body, caller);
  }

  @Patch(':id')
  @Changes(200, ringGroupSchema, 'Change what the body names (JSON merge patch).')
  patch(
    @Param('id', { schema: idSchema }) id: string,
    @Body({ schema: ringGroupPatchSchema }) body: RingGroupPatch,
    @Query({ schema: changeQuerySchema }) _query: ChangeQuery,
    @Caller() caller: Principal,
  ) {
    return this.groups.patch(id, body, caller);
  }

  @Delete(':id')
  @Changes(200, deletedSchema, 'Delete a ring group that nothing leads to.')
  remove(
    @Param('id', { schema: idSchema }) id: string,
    @Query({ schema: changeQuerySchema }) _query: ChangeQuery,
    @Caller() caller: Principal,
  ) {
    return this.groups.remove(id, caller);
  }

  @Post(':id/restore')
  @Changes(201, ringGroupSchema, 'Bring back a ring group that was deleted in the last 24 hours, as it was.')
  restore(
    @Param('id', { schema: idSchema }) id: string,
    @Query({ schema: changeQuerySchema }) _query: ChangeQuery,
    @Caller() caller: Principal,
  ) {
    return this.groups.restore(id, caller);
  }
}
