import { apiKeyCreateSchema } from '@trunkline/contracts';
import { withAudit } from '@trunkline/persistence';
import { commandLine } from '../access/author-of.js';
import { makeApiKey } from '../api-keys/make-api-key.js';
import { parse, required, UsageError } from './usage-error.js';
import { withDatabase } from './with-database.js';

/** `create-api-key --name NAME [--expires-at TIME]`: adds an API key with the default permissions and prints it as its only line. */
export async function createApiKey(args: string[]): Promise<number> {
  const { values } = parse(args, { name: { type: 'string' }, 'expires-at': { type: 'string' } });
  const expiresAt = values['expires-at'];
  const body = apiKeyCreateSchema.safeParse({ name: required(values, 'name'), ...(expiresAt ? { expiresAt } : {}) });
  if (!body.success) {
    const [issue] = body.error.issues;
    throw new UsageError(`--${issue?.path[0] === 'expiresAt' ? 'expires-at' : 'name'} ${issue?.message}`);
  }
  const key = await withDatabase((source) =>
    withAudit(source, commandLine, async (manager, audit) => {
      const { row, key: made } = await makeApiKey(manager, body.data);
      await audit({ kind: 'api_key', id: row.id, name: row.name, action: 'create', before: null, after: row });
      return made;
    }),
  );
  process.stdout.write(`${key}\n`);
  return 0;
}
