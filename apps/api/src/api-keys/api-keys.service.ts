import { Injectable } from '@nestjs/common';
import type { ApiKey, ApiKeyCreate, ApiKeyQuery, ApiKeyWithSecret, Page, Principal } from '@trunkline/contracts';
import { DomainError } from '@trunkline/domain';
import { ApiKeyEntity, notifyAccessChanged, sortedPage, withAudit } from '@trunkline/persistence';
import { authorOf } from '../access/author-of.js';
import { refuseBeyond } from '../access/roles.js';
import { Database } from '../database/database.js';
import { invalid } from '../http/contract.pipe.js';
import { makeApiKey } from './make-api-key.js';

@Injectable()
export class ApiKeysService {
  constructor(private readonly database: Database) {}

  async list(query: ApiKeyQuery): Promise<Page<ApiKey>> {
    const { items, nextCursor } = await sortedPage(this.database.source, ApiKeyEntity, query, {
      columns: { name: 'text' },
    });
    return { items: items.map(view), nextCursor };
  }

  /** Nobody can give more than he has. */
  async create(body: ApiKeyCreate, caller: Principal): Promise<ApiKeyWithSecret> {
    refuseBeyond(caller, body.permissions);
    if (body.expiresAt !== null && Date.parse(body.expiresAt) <= Date.now())
      throw invalid([{ pointer: '/expiresAt', message: 'must be in the future' }]);
    return withAudit(this.database.source, authorOf(caller), async (manager, audit) => {
      const { row, key } = await makeApiKey(manager, body);
      await audit({ kind: 'api_key', id: row.id, name: row.name, action: 'create', before: null, after: row });
      return { ...view(row), key };
    });
  }

  /** Sockets that are open with the key are closed at once. */
  async remove(id: string, caller: Principal): Promise<void> {
    await withAudit(this.database.source, authorOf(caller), async (manager, audit) => {
      const row = await manager.findOneBy(ApiKeyEntity, { id });
      if (!row) throw new DomainError('not_found', 'There is no such API key.');
      await manager.delete(ApiKeyEntity, { id });
      await audit({ kind: 'api_key', id, name: row.name, action: 'delete', before: row, after: null });
      await notifyAccessChanged(manager, id);
    });
  }
}

function view({ id, name, prefix, permissions, createdAt, lastUsedAt, expiresAt }: ApiKeyEntity): ApiKey {
  return {
    id,
    name,
    prefix,
    permissions,
    createdAt: createdAt.toISOString(),
    lastUsedAt: lastUsedAt?.toISOString() ?? null,
    expiresAt: expiresAt?.toISOString() ?? null,
  };
}
