import { Body, Controller, Delete, Get, HttpCode, Param, Patch, Post, Query, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import {
  idSchema,
  type Principal,
  type SavedFilterCreate,
  type SavedFilterPatch,
  type SavedFilterQuery,
  savedFilterCreateSchema,
  savedFilterPatchSchema,
  savedFilterQuerySchema,
  savedFilterSchema,
} from '@trunkline/contracts';
import type { Response } from 'express';
import { Caller } from '../access/requires.decorator.js';
import { ShownVersion } from '../http/shown-version.js';
import { Answers, AnswersNothing, AnswersPage, versioned } from '../openapi/answers.decorator.js';
import { SavedFiltersService } from './saved-filters.service.js';

@ApiTags('saved filters')
@Controller('saved-filters')
export class SavedFiltersController {
  constructor(private readonly filters: SavedFiltersService) {}

  @Get()
  @AnswersPage(savedFilterSchema, 'List the filters that you saved, oldest first.')
  list(@Query({ schema: savedFilterQuerySchema }) query: SavedFilterQuery, @Caller() caller: Principal) {
    return this.filters.list(query, caller);
  }

  @Get(':id')
  @ShownVersion({ changes: false })
  @Answers(200, savedFilterSchema, 'Read a filter that you saved.', versioned)
  read(@Param('id', { schema: idSchema }) id: string, @Caller() caller: Principal) {
    return this.filters.read(id, caller);
  }

  @Post()
  @ShownVersion({ changes: false })
  @Answers(201, savedFilterSchema, 'Save a filter of a list for yourself, 100 at most.', versioned)
  async create(
    @Body({ schema: savedFilterCreateSchema }) body: SavedFilterCreate,
    @Caller() caller: Principal,
    @Res({ passthrough: true }) response: Response,
  ) {
    const filter = await this.filters.create(body, caller);
    response.setHeader('Location', `/api/v1/saved-filters/${filter.id}`);
    return filter;
  }

  @Patch(':id')
  @ShownVersion({ changes: true })
  @Answers(200, savedFilterSchema, 'Change what the body names.', versioned)
  patch(
    @Param('id', { schema: idSchema }) id: string,
    @Body({ schema: savedFilterPatchSchema }) body: SavedFilterPatch,
    @Caller() caller: Principal,
  ) {
    return this.filters.patch(id, body, caller);
  }

  @Delete(':id')
  @HttpCode(204)
  @ShownVersion({ changes: true })
  @AnswersNothing('Delete a filter that you saved.')
  remove(@Param('id', { schema: idSchema }) id: string, @Caller() caller: Principal) {
    return this.filters.remove(id, caller);
  }
}
