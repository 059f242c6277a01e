import { migrate } from '@trunkline/persistence';
import { parse } from './usage-error.js';
import { withDatabase } from './with-database.js';

/** `migrate`: brings the schema up to this version and names what it ran. */
export async function migrateDatabase(args: string[]): Promise<number> {
  parse(args, {});
  const ran = await withDatabase(migrate);
  process.stdout.write(
    ran.length === 0 ? 'The database is up to date.\n' : `${ran.map((name) => `Ran ${name}.\n`).join('')}`,
  );
  return 0;
}
