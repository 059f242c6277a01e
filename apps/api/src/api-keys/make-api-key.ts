import type { ApiKeyCreate } from '@trunkline/contracts';
import { ApiKeyEntity, newId } from '@trunkline/persistence';
import { hashToken, randomToken } from '../access/tokens.js';
import type { EntityManager } from '../database/types.js';

const prefixLength = 12;

/** Stores a new API key. `key` is shown once and stored nowhere: the row has its hash. */
export async function makeApiKey(
  manager: EntityManager,
  { name, permissions, expiresAt }: ApiKeyCreate,
): Promise<{ row: ApiKeyEntity; key: string }> {
  const key = `tlk_${randomToken()}`;
  const row = Object.assign(new ApiKeyEntity(), {
    id: newId(),
    name,
    permissions: [...new Set(permissions)],
    prefix: key.slice(0, prefixLength),
    keyHash: hashToken(key),
    lastUsedAt: null,
    expiresAt: expiresAt === null ? null : new Date(expiresAt),
  });
  return { row: await manager.save(row), key };
}
