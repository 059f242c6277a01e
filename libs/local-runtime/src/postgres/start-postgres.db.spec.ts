import { chmod, mkdir, mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { isAlive } from '../process/lock.js';
import { type PostgresServer, startPostgres } from './start-postgres.js';

const where = { host: '127.0.42.1', port: 5433 };

async function query(url: string, text: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query(text)).rows;
  } finally {
    await client.end();
  }
}

describe('startPostgres', () => {
  let root: string;
  let stateDir: string;
  let server: PostgresServer;
  const said: string[] = [];
  const start = async () => {
    server = await startPostgres({ stateDir, ...where, log: (message) => said.push(message) });
  };
  beforeAll(async () => {
    root = await mkdtemp(join(tmpdir(), 'trunkline-launcher-'));
    await chmod(root, 0o711);
    stateDir = join(root, 'with space', 'postgres');
    await start();
  });
  afterAll(async () => {
    await server.stop();
    await rm(root, { recursive: true, force: true });
  });

  it('gives a durable server with UTF-8, C.UTF-8 and checksums, that wants a password', async () => {
    expect(server.adopted).toBe(false);
    const names = ['fsync', 'data_checksums', 'server_encoding', 'listen_addresses', 'unix_socket_directories'];
    const settings = await Promise.all(names.map((name) => query(server.url, `SHOW ${name}`)));
    expect(settings.flat()).toEqual([
      { fsync: 'on' },
      { data_checksums: 'on' },
      { server_encoding: 'UTF8' },
      { listen_addresses: where.host },
      { unix_socket_directories: '' },
    ]);
    const [collation] = await query(
      server.url,
      'SELECT datcollate FROM pg_database WHERE datname = current_database()',
    );
    expect(collation).toEqual({ datcollate: 'C.UTF-8' });
    const wrong = new URL(server.url);
    wrong.password = 'guess';
    await expect(query(wrong.href, 'SELECT 1')).rejects.toMatchObject({ code: '28P01' });
  });

  it('keeps the password to its owner', async () => {
    expect((await stat(join(stateDir, 'password'))).mode & 0o777).toBe(0o600);
    const [args] = await Promise.all([readFile(`/proc/${server.pid}/cmdline`, 'utf8')]);
    expect(args).not.toContain(new URL(server.url).password);
  });

  it('adopts the server that a launcher left running', async () => {
    const { pid, url } = server;
    await start();
    expect({ pid: server.pid, url: server.url, adopted: server.adopted }).toEqual({ pid, url, adopted: true });
    expect(said.at(-1)).toBe(`Postgres is still running (pid ${pid}): using it.`);
  });

  it('stops within moments while a client is connected, and finds all data again', async () => {
    await query(server.url, 'CREATE TABLE kept AS SELECT 42 AS n');
    const client = new pg.Client({ connectionString: server.url });
    client.on('error', () => undefined);
    await client.connect();
    await server.stop();
    expect(isAlive(server.pid)).toBe(false);
    await server.exited;
    await start();
    expect(server.adopted).toBe(false);
    expect(await query(server.url, 'SELECT n FROM kept')).toEqual([{ n: 42 }]);
  });

  it('starts again at once after it was killed in the middle of work', async () => {
    const clients = Array.from({ length: 5 }, () => new pg.Client({ connectionString: server.url }));
    for (const client of clients) {
      client.on('error', () => undefined);
      await client.connect();
      client.query('SELECT pg_sleep(60)').catch(() => undefined);
    }
    await query(server.url, 'UPDATE kept SET n = 43');
    await server.kill('SIGKILL');
    await server.exited;
    await start();
    expect(await query(server.url, 'SELECT n FROM kept')).toEqual([{ n: 43 }]);
  });

  it('says what is wrong when the address is taken', async () => {
    const squatter = createServer();
    await new Promise<void>((resolve) => squatter.listen(5434, where.host, () => resolve()));
    const other = startPostgres({ stateDir: join(root, 'other'), host: where.host, port: 5434 });
    await expect(other).rejects.toThrow('Postgres cannot listen on 127.0.42.1:5434: another program listens there.');
    await new Promise((resolve) => squatter.close(resolve));
  });

  it.runIf(process.getuid?.() === 0)('names the directory that the user of the server may not enter', async () => {
    const closed = join(root, 'closed');
    await mkdir(closed, { mode: 0o700 });
    const inside = startPostgres({ stateDir: join(closed, 'state'), host: where.host, port: 5434 });
    await expect(inside).rejects.toThrow(`who may not enter ${closed}.`);
  });
});
