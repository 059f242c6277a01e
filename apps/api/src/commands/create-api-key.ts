import { apiKeyCreateSchema } from '@trunkline/contracts';
import { makeApiKey } from '../api-keys/make-api-key.js';
import { parse, required, UsageError } from './usage-error.js';
import { withDatabase } from './with-database.js';

/** `create-api-key --name NAME`: adds an API key with the default permissions and prints it as its only line. */
export async function createApiKey(args: string[]): Promise<number> {
  const { values } = parse(args, { name: { type: 'string' } });
  const body = apiKeyCreateSchema.safeParse({ name: required(values, 'name') });
  if (!body.success) throw new UsageError(`--name ${body.error.issues[0]?.message}`);
  const { key } = await withDatabase(({ manager }) => makeApiKey(manager, body.data));
  process.stdout.write(`${key}\n`);
  return 0;
}
