import { Injectable } from '@nestjs/common';
import type { CallRecordsReport, CallRecordsReportQuery } from '@trunkline/contracts';
import { DomainError } from '@trunkline/domain';
import { readRecordsReport } from '@trunkline/persistence';
import { Database } from '../database/database.js';
import { judge } from './judge-report.js';

const DAY_MS = 24 * 3600 * 1000;

@Injectable()
export class ReportService {
  constructor(private readonly database: Database) {}

  /** What came in against what was kept, of the last 24 hours unless the query says otherwise. */
  async read(query: CallRecordsReportQuery): Promise<CallRecordsReport> {
    const to = query.to === undefined ? new Date() : new Date(query.to);
    const from = query.from === undefined ? new Date(to.getTime() - DAY_MS) : new Date(query.from);
    if (from >= to)
      throw new DomainError('validation_failed', 'The span of time is empty.', [
        { pointer: '?from', message: 'must be before to' },
      ]);
    return judge(await readRecordsReport(this.database.source, from, to), new Date());
  }
}
