import { Injectable } from '@nestjs/common';
import type { CallRecord, CallRecordQuery, Page } from '@trunkline/contracts';
import { DomainError } from '@trunkline/domain';
import { CallRecords } from '@trunkline/persistence';
import { Database } from '../database/database.js';

@Injectable()
export class CallRecordsService {
  constructor(private readonly database: Database) {}

  list(query: CallRecordQuery): Promise<Page<CallRecord>> {
    return CallRecords.page(this.database.source, query);
  }

  async read(id: string): Promise<CallRecord> {
    const record = await CallRecords.find(this.database.source, id);
    if (!record) throw new DomainError('not_found', 'There is no such call record.');
    return record;
  }
}
