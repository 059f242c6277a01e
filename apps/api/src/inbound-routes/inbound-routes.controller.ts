import { Body, Controller, Delete, Get, Param, Patch, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import {
  type InboundRouteCreate,
  type InboundRoutePatch,
  type InboundRouteQuery,
  idSchema,
  inboundRouteCreateSchema,
  inboundRoutePatchSchema,
  inboundRouteQuerySchema,
  inboundRouteSchema,
  type Principal,
} from '@trunkline/contracts';
import { Caller, Requires } from '../access/requires.decorator.js';
import { type ChangeQuery, changeQuerySchema, deletedSchema } from '../config-changes/changed.js';
import { Changes } from '../config-changes/changes.decorator.js';
import { Reads } from '../config-changes/reads.decorator.js';
import { AnswersPage } from '../openapi/answers.decorator.js';
import { InboundRoutesService } from './inbound-routes.service.js';

@ApiTags('inbound-routes')
@Controller('inbound-routes')
export class InboundRoutesController {
  constructor(private readonly routes: InboundRoutesService) {}

  @Get()
  @Requires('config:read')
  @AnswersPage(inboundRouteSchema, 'List inbound routes by position.')
  list(@Query({ schema: inboundRouteQuerySchema }) query: InboundRouteQuery) {
    return this.routes.list(query);
  }

  @Get(':id')
  @Reads(inboundRouteSchema, 'Read an inbound route.')
  read(@Param('id', { schema: idSchema }) id: string) {
    return this.routes.read(id);
  }

  @Post()
  @Changes(201, inboundRouteSchema, 'Create an inbound route.')
  create(
    @Body({ schema: inboundRouteCreateSchema }) body: InboundRouteCreate,
    @Query({ schema: changeQuerySchema }) _query: ChangeQuery,
    @Caller() caller: Principal,
  ) {
    return this.routes.create(body, caller);
  }

  @Patch(':id')
  @Changes(200, inboundRouteSchema, 'Change what the body names (JSON merge patch).')
  patch(
    @Param('id', { schema: idSchema }) id: string,
    @Body({ schema: inboundRoutePatchSchema }) body: InboundRoutePatch,
    @Query({ schema: changeQuerySchema }) _query: ChangeQuery,
    @Caller() caller: Principal,
  ) {
    return this.routes.patch(id, body, caller);
  }

  @Delete(':id')
  @Changes(200, deletedSchema, 'Delete an inbound route.')
  remove(
    @Param('id', { schema: idSchema }) id: string,
    @Query({ schema: changeQuerySchema }) _query: ChangeQuery,
    @Caller() caller: Principal,
  ) {
    return this.routes.remove(id, caller);
  }

  @Post(':id/restore')
  @Changes(201, inboundRouteSchema, 'Bring back an inbound route that was deleted in the last 24 hours, as it was.')
  restore(
    @Param('id', { schema: idSchema }) id: string,
    @Query({ schema: changeQuerySchema }) _query: ChangeQuery,
    @Caller() caller: Principal,
  ) {
    return this.routes.restore(id, caller);
  }
}
