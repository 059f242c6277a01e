import { Injectable } from '@nestjs/common';
import type { ConfigRevision, ConfigRevisionQuery, Page } from '@trunkline/contracts';
import { DomainError } from '@trunkline/domain';
import { ConfigRevisionEntity, page } from '@trunkline/persistence';
import { Database } from '../database/database.js';

@Injectable()
export class ConfigRevisionsService {
  constructor(private readonly database: Database) {}

  /** Newest first. */
  async list({ sort, status, ...query }: ConfigRevisionQuery): Promise<Page<ConfigRevision>> {
    const { items, nextCursor } = await page(this.database.source, ConfigRevisionEntity, query, {
      keys: [{ property: 'number', kind: 'int' }],
      direction: sort === 'number' ? 'ASC' : 'DESC',
      ...(status === undefined ? {} : { where: { status } }),
    });
    return { items: items.map(view), nextCursor };
  }

  async read(number: number): Promise<ConfigRevision> {
    const row = await this.database.source.manager.findOneBy(ConfigRevisionEntity, { number });
    if (!row) throw new DomainError('not_found', 'There is no such config revision.');
    return view(row);
  }
}

/** What a change was and is stays inside: sealed secrets are in it. */
function view(row: ConfigRevisionEntity): ConfigRevision {
  const { number, author, summary, status, reason, createdAt, settledAt } = row;
  return {
    ...{ number, author, summary, status, reason },
    changes: row.changes.map(({ kind, id, action, name }) => ({ kind, id, action, name })),
    createdAt: createdAt.toISOString(),
    settledAt: settledAt?.toISOString() ?? null,
  };
}
