import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startPostgres } from '@trunkline/local-runtime';
import { createDataSource, migrate } from '@trunkline/persistence';
import pg from 'pg';
import type { TestProject } from 'vitest/node';

/** Database that every spec file clones. */
const templateName = 'trunkline_template';

declare module 'vitest' {
  interface ProvidedContext {
    /** URL of a database of the test server from which others can be made, and the name of the migrated one. */
    testPostgres: { adminUrl: string; template: string };
  }
}

/**
 * Vitest global setup of the project `database`: one Postgres for the whole run, with a migrated template.
 * TRUNKLINE_TEST_DATABASE_URL names a server to use instead; its user must be allowed to create databases.
 */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const server = await testServer();
  try {
    await makeTemplate(server.adminUrl);
  } catch (error) {
    await server.end();
    throw error;
  }
  project.provide('testPostgres', { adminUrl: server.adminUrl, template: templateName });
  return () => server.end();
}

async function testServer(): Promise<{ adminUrl: string; end: () => Promise<void> }> {
  const given = process.env.TRUNKLINE_TEST_DATABASE_URL;
  if (given) return { adminUrl: given, end: () => Promise.resolve() };
  const stateDir = await mkdtemp(join(tmpdir(), 'trunkline-postgres-'));
  const host = '127.0.40.1';
  const server = await startPostgres({ stateDir, host, port: await freePort(host) });
  await forgetful(server.urlOf('postgres'));
  const end = async () => {
    await server.stop();
    await rm(stateDir, { recursive: true, force: true });
  };
  return { adminUrl: server.urlOf('postgres'), end };
}

/** Nothing of it is needed after a crash of the machine: it need not wait for the disk. */
async function forgetful(adminUrl: string): Promise<void> {
  const admin = new pg.Client({ connectionString: adminUrl });
  await admin.connect();
  for (const setting of ['fsync', 'full_page_writes']) await admin.query(`ALTER SYSTEM SET ${setting} = off`);
  await admin.query('SELECT pg_reload_conf()');
  await admin.end();
}

/** Two runs at a time must not meet. */
function freePort(host: string): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer().once('error', reject);
    probe.listen(0, host, () => {
      const address = probe.address();
      probe.close(() =>
        typeof address === 'object' && address ? resolve(address.port) : reject(new Error('no port')),
      );
    });
  });
}

async function makeTemplate(adminUrl: string): Promise<void> {
  const admin = new pg.Client({ connectionString: adminUrl });
  await admin.connect();
  await admin.query(`DROP DATABASE IF EXISTS ${templateName} WITH (FORCE)`);
  await admin.query(`CREATE DATABASE ${templateName}`);
  await admin.end();
  const url = new URL(adminUrl);
  url.pathname = `/${templateName}`;
  const ds = await createDataSource(url.href).initialize();
  try {
    await migrate(ds);
  } finally {
    await ds.destroy();
  }
}
