import { Body, Controller, Delete, Get, Param, Patch, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import {
  idSchema,
  type Principal,
  type ScheduleCreate,
  type SchedulePatch,
  type ScheduleQuery,
  scheduleCreateSchema,
  schedulePatchSchema,
  scheduleQuerySchema,
  scheduleSchema,
} from '@trunkline/contracts';
import { Caller, Requires } from '../access/requires.decorator.js';
import { type ChangeQuery, changeQuerySchema, deletedSchema } from '../config-changes/changed.js';
import { Changes } from '../config-changes/changes.decorator.js';
import { Reads } from '../config-changes/reads.decorator.js';
import { AnswersPage } from '../openapi/answers.decorator.js';
import { SchedulesService } from './schedules.service.js';

@ApiTags('schedules')
@Controller('schedules')
export class SchedulesController {
  constructor(private readonly schedules: SchedulesService) {}

  @Get()
  @Requires('config:read')
  @AnswersPage(scheduleSchema, 'List schedules, oldest first.')
  list(@Query({ schema: scheduleQuerySchema }) query: ScheduleQuery) {
    return this.schedules.list(query);
  }

  @Get(':id')
  @Reads(scheduleSchema, 'Read a schedule.')
  read(@Param('id', { schema: idSchema }) id: string) {
    return this.schedules.read(id);
  }

  @Post()
  @Changes(201, scheduleSchema, 'Create a schedule.')
  create(
    @Body({ schema: scheduleCreateSchema }) body: ScheduleCreate,
    @Query({ schema: changeQuerySchema }) _query: ChangeQuery,
    @Caller() caller: Principal,
  ) {
    return this.schedules.create(body, caller);
  }

  @Patch(':id')
  @Changes(200, scheduleSchema, 'Change what the body names (JSON merge patch).')
  patch(
    @Param('id', { schema: idSchema }) id: string,
    @Body({ schema: schedulePatchSchema }) body: SchedulePatch,
    @Query({ schema: changeQuerySchema }) _query: ChangeQuery,
    @Caller() caller: Principal,
  ) {
    return this.schedules.patch(id, body, caller);
  }

  @Delete(':id')
  @Changes(200, deletedSchema, 'Delete a schedule that no route uses.')
  remove(
    @Param('id', { schema: idSchema }) id: string,
    @Query({ schema: changeQuerySchema }) _query: ChangeQuery,
    @Caller() caller: Principal,
  ) {
    return this.schedules.remove(id, caller);
  }

  @Post(':id/restore')
  @Changes(201, scheduleSchema, 'Bring back a schedule that was deleted in the last 24 hours, as it was.')
  restore(
    @Param('id', { schema: idSchema }) id: string,
    @Query({ schema: changeQuerySchema }) _query: ChangeQuery,
    @Caller() caller: Principal,
  ) {
    return this.schedules.restore(id, caller);
  }
}
