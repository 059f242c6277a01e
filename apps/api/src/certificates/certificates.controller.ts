import { Body, Controller, Delete, Get, Param, Patch, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import {
  type CertificateCreate,
  type CertificatePatch,
  type CertificateQuery,
  certificateCreateSchema,
  certificatePatchSchema,
  certificateQuerySchema,
  certificateSchema,
  idSchema,
  type Principal,
} from '@trunkline/contracts';
import { Caller, Requires } from '../access/requires.decorator.js';
import { type ChangeQuery, changeQuerySchema, deletedSchema } from '../config-changes/changed.js';
import { Changes } from '../config-changes/changes.decorator.js';
import { Reads } from '../config-changes/reads.decorator.js';
import { AnswersPage } from '../openapi/answers.decorator.js';
import { CertificatesService } from './certificates.service.js';

@ApiTags('certificates')
@Controller('certificates')
export class CertificatesController {
  constructor(private readonly certificates: CertificatesService) {}

  @Get()
  @Requires('config:read')
  @AnswersPage(certificateSchema, 'List certificates by position.')
  list(@Query({ schema: certificateQuerySchema }) query: CertificateQuery) {
    return this.certificates.list(query);
  }

  @Get(':id')
  @Reads(certificateSchema, 'Read a certificate.')
  read(@Param('id', { schema: idSchema }) id: string) {
    return this.certificates.read(id);
  }

  @Post()
  @Changes(201, certificateSchema, 'Add a certificate of this PBX or of an authority: uploaded, or made here.')
  create(
    @Body({ schema: certificateCreateSchema }) body: CertificateCreate,
    @Query({ schema: changeQuerySchema }) _query: ChangeQuery,
    @Caller() caller: Principal,
  ) {
    return this.certificates.create(body, caller);
  }

  @Patch(':id')
  @Changes(200, certificateSchema, 'Change what the body names (JSON merge patch).')
  patch(
    @Param('id', { schema: idSchema }) id: string,
    @Body({ schema: certificatePatchSchema }) body: CertificatePatch,
    @Query({ schema: changeQuerySchema }) _query: ChangeQuery,
    @Caller() caller: Principal,
  ) {
    return this.certificates.patch(id, body, caller);
  }

  @Delete(':id')
  @Changes(200, deletedSchema, 'Delete a certificate that the settings do not name.')
  remove(
    @Param('id', { schema: idSchema }) id: string,
    @Query({ schema: changeQuerySchema }) _query: ChangeQuery,
    @Caller() caller: Principal,
  ) {
    return this.certificates.remove(id, caller);
  }

  @Post(':id/restore')
  @Changes(201, certificateSchema, 'Bring back a certificate that was deleted in the last 24 hours, as it was.')
  restore(
    @Param('id', { schema: idSchema }) id: string,
    @Query({ schema: changeQuerySchema }) _query: ChangeQuery,
    @Caller() caller: Principal,
  ) {
    return this.certificates.restore(id, caller);
  }
}
