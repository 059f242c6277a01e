import { Controller, Get, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { type AuditQuery, auditEntrySchema, auditQuerySchema } from '@trunkline/contracts';
import { AuditLog } from '@trunkline/persistence';
import { Requires } from '../access/requires.decorator.js';
import { Database } from '../database/database.js';
import { AnswersPage } from '../openapi/answers.decorator.js';

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
}
