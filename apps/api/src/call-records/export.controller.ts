import { Controller, Get, Query, Res } from '@nestjs/common';
import { ApiDefaultResponse, ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import { type CallRecordExportQuery, callRecordExportQuerySchema, problemSchema } from '@trunkline/contracts';
import type { Response } from 'express';
import { Requires } from '../access/requires.decorator.js';
import { bodySchema } from '../openapi/contract-schemas.js';
import { ExportService } from './export.service.js';

const csv = { 'text/csv': { schema: { type: 'string' as const } } };
const problem = { 'application/problem+json': { schema: bodySchema(problemSchema) } };

@ApiTags('call records')
@Controller('call-records.csv')
export class ExportController {
  constructor(private readonly records: ExportService) {}

  @Get()
  @Requires('records:read')
  @ApiOperation({ summary: 'Export call records as CSV: every record that fits the filters, streamed.' })
  @ApiResponse({ status: 200, description: 'RFC 4180, UTF-8, with a header row.', content: csv })
  @ApiDefaultResponse({ description: 'A problem (RFC 9457).', content: problem })
  async export(
    @Query({ schema: callRecordExportQuerySchema }) query: CallRecordExportQuery,
    @Res() response: Response,
  ): Promise<void> {
    await this.records.write(query, response, () => {
      response.setHeader('Content-Type', 'text/csv; charset=utf-8; header=present');
      response.setHeader('Content-Disposition', 'attachment; filename="call-records.csv"');
      response.setHeader('Cache-Control', 'no-store');
    });
  }
}
