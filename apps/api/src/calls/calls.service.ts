import { Injectable } from '@nestjs/common';
import type { Call, Page } from '@trunkline/contracts';
import { DomainError } from '@trunkline/domain';
import { CallRecords, LiveCalls } from '@trunkline/persistence';
import { Database } from '../database/database.js';
import { AgentClient } from './agent-client.js';

@Injectable()
export class CallsService {
  constructor(
    private readonly database: Database,
    private readonly agent: AgentClient,
  ) {}

  /** The calls that are going on, oldest first; all of them, so that they are of one instant. */
  async list(): Promise<Page<Call>> {
    return { items: await LiveCalls.list(this.database.source), nextCursor: null };
  }

  async read(id: string): Promise<Call> {
    const call = await LiveCalls.find(this.database.source, id);
    if (!call) throw await this.absent(id);
    return call;
  }

  async hangup(id: string): Promise<void> {
    await this.read(id);
    await this.agent.hangup(id);
  }

  private async absent(id: string): Promise<DomainError> {
    const record = await CallRecords.find(this.database.source, id);
    if (record) return new DomainError('call_ended', 'The call has ended; its call record has the same id.');
    return new DomainError('not_found', 'There is no such call.');
  }
}
