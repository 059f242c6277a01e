import { Body, Controller, Delete, Get, Param, Patch, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import {
  idSchema,
  type OutboundRouteCreate,
  type OutboundRoutePatch,
  type OutboundRouteQuery,
  outboundRouteCreateSchema,
  outboundRoutePatchSchema,
  outboundRouteQuerySchema,
  outboundRouteSchema,
  type Principal,
} from '@trunkline/contracts';
import { Caller, Requires } from '../access/requires.decorator.js';
import { type ChangeQuery, changeQuerySchema, deletedSchema } from '../config-changes/changed.js';
import { Changes } from '../config-changes/changes.decorator.js';
import { Reads } from '../config-changes/reads.decorator.js';
import { AnswersPage } from '../openapi/answers.decorator.js';
import { OutboundRoutesService } from './outbound-routes.service.js';

@ApiTags('outbound-routes')
@Controller('outbound-routes')
export class OutboundRoutesController {
  constructor(private readonly routes: OutboundRoutesService) {}

  @Get()
  @Requires('config:read')
  @AnswersPage(outboundRouteSchema, 'List outbound routes by position.')
  list(@Query({ schema: outboundRouteQuerySchema }) query: OutboundRouteQuery) {
    return this.routes.list(query);
  }

  @Get(':id')
  @Reads(outboundRouteSchema, 'Read an outbound route.')
  read(@Param('id', { schema: idSchema }) id: string) {
    return this.routes.read(id);
  }

  @Post()
  @Changes(201, outboundRouteSchema, 'Create an outbound route.')
  create(
    @Body({ schema: outboundRouteCreateSchema }) body: OutboundRouteCreate,
    @Query({ schema: changeQuerySchema }) _query: ChangeQuery,
    @Caller() caller: Principal,
  ) {
    return this.routes.create(body, caller);
  }

  @Patch(':id')
  @Changes(200, outboundRouteSchema, 'Change what the body names (JSON merge patch).')
  patch(
    @Param('id', { schema: idSchema }) id: string,
    @Body({ schema: outboundRoutePatchSchema }) body: OutboundRoutePatch,
    @Query({ schema: changeQuerySchema }) _query: ChangeQuery,
    @Caller() caller: Principal,
  ) {
    return this.routes.patch(id, body, caller);
  }

  @Delete(':id')
  @Changes(200, deletedSchema, 'Delete an outbound route that nothing leads to.')
  remove(
    @Param('id', { schema: idSchema }) id: string,
    @Query({ schema: changeQuerySchema }) _query: ChangeQuery,
    @Caller() caller: Principal,
  ) {
    return this.routes.remove(id, caller);
  }

  @Post(':id/restore')
  @Changes(201, outboundRouteSchema, 'Bring back an outbound route that was deleted in the last 24 hours, as it was.')
  restore(
    @Param('id', { schema: idSchema }) id: string,
    @Query({ schema: changeQuerySchema }) _query: ChangeQuery,
    @Caller() caller: Principal,
  ) {
    return this.routes.restore(id, caller);
  }
}
