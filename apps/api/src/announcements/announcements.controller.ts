import { Body, Controller, Delete, Get, Param, Patch, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import {
  type AnnouncementCreate,
  type AnnouncementPatch,
  type AnnouncementQuery,
  announcementCreateSchema,
  announcementPatchSchema,
  announcementQuerySchema,
  announcementSchema,
  idSchema,
  type Principal,
} from '@trunkline/contracts';
import { Caller, Requires } from '../access/requires.decorator.js';
import { type ChangeQuery, changeQuerySchema, deletedSchema } from '../config-changes/changed.js';
import { Changes } from '../config-changes/changes.decorator.js';
import { Reads } from '../config-changes/reads.decorator.js';
import { AnswersPage } from '../openapi/answers.decorator.js';
import { AnnouncementsService } from './announcements.service.js';

@ApiTags('announcements')
@Controller('announcements')
export class AnnouncementsController {
  constructor(private readonly announcements: AnnouncementsService) {}

  @Get()
  @Requires('config:read')
  @AnswersPage(announcementSchema, 'List announcements, oldest first.')
  list(@Query({ schema: announcementQuerySchema }) query: AnnouncementQuery) {
    return this.announcements.list(query);
  }

  @Get(':id')
  @Reads(announcementSchema, 'Read an announcement.')
  read(@Param('id', { schema: idSchema }) id: string) {
    return this.announcements.read(id);
  }

  @Post()
  @Changes(201, announcementSchema, 'Create an announcement.')
  create(
    @Body({ schema: announcementCreateSchema }) body: AnnouncementCreate,
    @Query({ schema: changeQuerySchema }) _query: ChangeQuery,
    @Caller() caller: Principal,
  ) {
    return this.announcements.create(body, caller);
  }

  @Patch(':id')
  @Changes(200, announcementSchema, 'Change what the body names (JSON merge patch).')
  patch(
    @Param('id', { schema: idSchema }) id: string,
    @Body({ schema: announcementPatchSchema }) body: AnnouncementPatch,
    @Query({ schema: changeQuerySchema }) _query: ChangeQuery,
    @Caller() caller: Principal,
  ) {
    return this.announcements.patch(id, body, caller);
  }

  @Delete(':id')
  @Changes(200, deletedSchema, 'Delete an announcement that nothing leads to.')
  remove(
    @Param('id', { schema: idSchema }) id: string,
    @Query({ schema: changeQuerySchema }) _query: ChangeQuery,
    @Caller() caller: Principal,
  ) {
    return this.announcements.remove(id, caller);
  }

  @Post(':id/restore')
  @Changes(201, announcementSchema, 'Bring back an announcement that was deleted in the last 24 hours, as it was.')
  restore(
    @Param('id', { schema: idSchema }) id: string,
    @Query({ schema: changeQuerySchema }) _query: ChangeQuery,
    @Caller() caller: Principal,
  ) {
    return this.announcements.restore(id, caller);
  }
}
