import { Injectable } from '@nestjs/common';
import type { ApiKey, ApiKeyCreate, ApiKeyWithSecret, Page, PageQuery, Principal } from '@trunkline/contracts';
import { DomainError } from '@trunkline/domain';
import { ApiKeyEntity, page } from '@trunkline/persistence';
import { Database } from '../database/database.js';
import { makeApiKey } from './make-api-key.js';

@Injectable()
export class ApiKeysService {
  constructor(private readonly database: Database) {}

  async list(query: PageQuery): Promise<Page<ApiKey>> {
    const { items, nextCursor } = await page(this.database.source, ApiKeyEntity, query);
    return { items: items.map(view), nextCursor };
  }

  /** Nobody can give more than he has. */
  async create(body: ApiKeyCreate, caller: Principal): Promise<ApiKeyWithSecret> {
    const beyond = body.permissions.find((permission) => !caller.permissions.includes(permission));
    if (beyond) throw new DomainError('forbidden', `You cannot give the permission ${beyond}, you do not have it.`);
    const { row, key } = await makeApiKey(this.database.source.manager, body);
    return { ...view(row), key };
  }

  async remove(id: string): Promise<void> {
    const { affected } = await this.database.source.manager.delete(ApiKeyEntity, { id });
    if (!affected) throw new DomainError('not_found', 'There is no such API key.');
  }
}

function view({ id, name, prefix, permissions, createdAt, lastUsedAt }: ApiKeyEntity): ApiKey {
  return {
    id,
    name,
    prefix,
    permissions,
    createdAt: createdAt.toISOString(),
    lastUsedAt: lastUsedAt?.toISOString() ?? null,
  };
}
