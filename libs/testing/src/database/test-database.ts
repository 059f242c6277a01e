import { randomUUID } from 'node:crypto';
import { createDataSource, type DataSource } from '@trunkline/persistence';
import pg from 'pg';
import { afterAll, beforeAll, inject } from 'vitest';
import type {} from './global-setup.js';

/** A migrated, empty database of one spec file. Usable from `beforeAll` on. */
export interface TestDatabase {
  readonly url: string;
  readonly ds: DataSource;
  /** Empties every table, for the `beforeEach` of a file whose tests need that. */
  empty(): Promise<void>;
}

/**
 * Gives the spec file that calls it, at its top level or in a `describe`, a database cloned from the migrated
 * template; it is dropped afterwards. The project `database` of vitest.config.ts starts the server.
 */
export function testDatabase(): TestDatabase {
  const name = `spec_${randomUUID().replaceAll('-', '')}`;
  let source: DataSource | undefined;
  let address = '';
  beforeAll(async () => {
    const { adminUrl, template } = inject('testPostgres');
    // Concurrent clones of one template are fine; connections to the template are not, and nobody makes any.
    await asAdmin(adminUrl, `CREATE DATABASE ${name} TEMPLATE ${template}`);
    const url = new URL(adminUrl);
    url.pathname = `/${name}`;
    address = url.href;
    source = await createDataSource(address, { applicationName: 'spec' }).initialize();
  });
  afterAll(async () => {
    await source?.destroy();
    await asAdmin(inject('testPostgres').adminUrl, `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
  });
  const ready = (): DataSource => {
    if (source === undefined) throw new Error('The test database exists from beforeAll on.');
    return source;
  };
  return {
    get url() {
      ready();
      return address;
    },
    get ds() {
      return ready();
    },
    empty: () => emptyTables(ready()),
  };
}

async function asAdmin(adminUrl: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: adminUrl });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}

async function emptyTables(ds: DataSource): Promise<void> {
  // The one row of settings comes with the schema.
  const tables = ds.entityMetadatas.map(({ tableName }) => tableName).filter((name) => name !== 'settings');
  const truncate = () => ds.query(`TRUNCATE ${tables.map((name) => `"${name}"`).join(', ')}`);
  // Jobs of an API that was started take their locks in another order.
  for (let left = 5; ; left -= 1) {
    try {
      return await truncate();
    } catch (error) {
      if (left === 0 || !(error as Error).message.includes('deadlock detected')) throw error;
    }
  }
}
