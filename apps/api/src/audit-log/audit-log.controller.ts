import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { type AuditQuery, auditEntrySchema, auditQuerySchema } from '@trunkline/contracts';
import { DomainError } from '@trunkline/domain';
import { AuditLog } from '@trunkline/persistence';
import { z } from 'zod';
import { Requires } from '../access/requires.decorator.js';
import { Database } from '../database/database.js';
import { Answers, AnswersPage } from '../openapi/answers.decorator.js';

const entryNumberSchema = z.coerce.number().int().min(1).max(2_147_483_647);

@ApiTags('audit log')
@Controller('audit-log')
export class AuditLogController {
  constructor(private readonly database: Database) {}

  @Get()
  @Requires('access:manage')
  @AnswersPage(auditEntrySchema, 'List changes, newest first: who changed what, before and after without secrets.')
  list(@Query({ schema: auditQuerySchema }) query: AuditQuery) {
    return AuditLog.page(this.database.source, query);
  }

  @Get(':number')
  @Requires('access:manage')
  @Answers(200, auditEntrySchema, 'Read one change.')
  async read(@Param('number', { schema: entryNumberSchema }) number: number) {
    const entry = await AuditLog.find(this.database.source, number);
    if (entry === null) throw new DomainError('not_found', 'There is no such entry.');
    return entry;
  }
}
