import { setTimeout as delay } from 'node:timers/promises';
import pg from 'pg';

/** Database that everything of ours lives in. */
export const databaseName = 'trunkline';

/** URL of a database of an embedded server. */
export function databaseUrl(host: string, port: number, password: string, database: string): string {
  return `postgres://trunkline:${encodeURIComponent(password)}@${host}:${port}/${encodeURIComponent(database)}`;
}

/** Waits until the server answers to our password, then makes the database when it is not there. */
export async function ensureDatabase(adminUrl: string): Promise<void> {
  const client = await connect(adminUrl);
  try {
    const found = await client.query('SELECT 1 FROM pg_database WHERE datname = $1', [databaseName]);
    if (found.rowCount === 0) await client.query(`CREATE DATABASE ${databaseName} STRATEGY wal_log`);
  } finally {
    await client.end();
  }
}

async function connect(url: string): Promise<pg.Client> {
  for (const deadline = Date.now() + 60_000; ; await delay(20)) {
    const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 2000 });
    client.on('error', () => undefined);
    try {
      await client.connect();
      return client;
    } catch (error) {
      // A crashed server replays its log before it lets anybody in (57P03).
      const { code } = error as { code?: string };
      if (code === '28P01') throw new Error('The password file does not belong to this Postgres data directory.');
      if (Date.now() > deadline) throw error;
    }
  }
}
