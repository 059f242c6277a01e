import { Body, Controller, Delete, Get, Param, Patch, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import {
  idSchema,
  type NumberCreate,
  type NumberPatch,
  type NumberQuery,
  numberCreateSchema,
  numberPatchSchema,
  numberQuerySchema,
  numberSchema,
  type Principal,
} from '@trunkline/contracts';
import { Caller, Requires } from '../access/requires.decorator.js';
import { type ChangeQuery, changeQuerySchema, deletedSchema } from '../config-changes/changed.js';
import { Changes } from '../config-changes/changes.decorator.js';
import { Reads } from '../config-changes/reads.decorator.js';
import { AnswersPage } from '../openapi/answers.decorator.js';
import { NumbersService } from './numbers.service.js';

@ApiTags('numbers')
@Controller('numbers')
export class NumbersController {
  constructor(private readonly numbers: NumbersService) {}

  @Get()
  @Requires('config:read')
  @AnswersPage(numberSchema, 'List numbers, oldest first.')
  list(@Query({ schema: numberQuerySchema }) query: NumberQuery) {
    return this.numbers.list(query);
  }

  @Get(':id')
  @Reads(numberSchema, 'Read a number.')
  read(@Param('id', { schema: idSchema }) id: string) {
    return this.numbers.read(id);
  }

  @Post()
  @Changes(201, numberSchema, 'Create a number.')
  create(
    @Body({ schema: numberCreateSchema }) body: NumberCreate,
    @Query({ schema: changeQuerySchema }) _query: ChangeQuery,
    @Caller() caller: Principal,
  ) {
    return this.numbers.create(body, caller);
  }

  @Patch(':id')
  @Changes(200, numberSchema, 'Change what the body names (JSON merge patch).')
  patch(
    @Param('id', { schema: idSchema }) id: string,
    @Body({ schema: numberPatchSchema }) body: NumberPatch,
    @Query({ schema: changeQuerySchema }) _query: ChangeQuery,
    @Caller() caller: Principal,
  ) {
    return this.numbers.patch(id, body, caller);
  }

  @Delete(':id')
  @Changes(200, deletedSchema, 'Delete a number.')
  remove(
    @Param('id', { schema: idSchema }) id: string,
    @Query({ schema: changeQuerySchema }) _query: ChangeQuery,
    @Caller() caller: Principal,
  ) {
    return this.numbers.remove(id, caller);
  }

  @Post(':id/restore')
  @Changes(201, numberSchema, 'Bring back a number that was deleted in the last 24 hours, as it was.')
  restore(
    @Param('id', { schema: idSchema }) id: string,
    @Query({ schema: changeQuerySchema }) _query: ChangeQuery,
    @Caller() caller: Principal,
  ) {
    return this.numbers.restore(id, caller);
  }
}
