import { type SpawnOptions, spawn } from 'node:child_process';
import { text } from 'node:stream/consumers';
import { ApiKeyEntity, UserEntity } from '@trunkline/persistence';
import { testDatabase } from '@trunkline/testing';
import { describe, expect, it } from 'vitest';
import { verifyPassword } from '../access/passwords.js';

const database = testDatabase();
const root = new URL('../../../../', import.meta.url);

/** Runs the built command line. */
async function cli(args: string[], { input = '', env = {} }: { input?: string; env?: Record<string, string> } = {}) {
  const options: SpawnOptions = { cwd: root, env: { PATH: process.env.PATH, DATABASE_URL: database.url, ...env } };
  const child = spawn(process.execPath, ['dist/apps/api/src/cli.js', ...args], options);
  child.stdin?.end(input);
  if (!child.stdout || !child.stderr) throw new Error('no pipes');
  const exit = new Promise<number | null>((resolve) => child.once('exit', resolve));
  const [out, err, code] = await Promise.all([text(child.stdout), text(child.stderr), exit]);
  return { out, err, code };
}

describe('the command line', () => {
  it('migrates, and says when there is nothing to do', async () => {
    expect(await cli(['migrate'])).toEqual({ out: 'The database is up to date.\n', err: '', code: 0 });
  });

  it('adds an administrator once, and prints the password it made and nothing else', async () => {
    const made = await cli(['create-admin', '--username', 'Admin']);
    expect(made).toMatchObject({ err: '', code: 0 });
    expect(made.out).toMatch(/^[a-z2-7]{20}\n$/);
    const user = await database.ds.manager.findOneByOrFail(UserEntity, { username: 'admin' });
    expect(user.role).toBe('administrator');
    expect(await verifyPassword(user.passwordHash, made.out.trim())).toBe(true);
    expect(await cli(['create-admin', '--username', 'admin'])).toEqual({
      out: '',
      err: 'There is a user admin already.\n',
      code: 3,
    });
    expect(await verifyPassword(user.passwordHash, made.out.trim())).toBe(true);
  });

  it('takes a password from standard input, if it is long enough', async () => {
    const given = await cli(['create-admin', '--username', 'ada', '--password-stdin'], { input: 'long enough one\n' });
    expect(given).toEqual({ out: '', err: '', code: 0 });
    const user = await database.ds.manager.findOneByOrFail(UserEntity, { username: 'ada' });
    expect(await verifyPassword(user.passwordHash, 'long enough one')).toBe(true);
    expect(await cli(['create-admin', '--username', 'bob', '--password-stdin'], { input: 'short' })).toMatchObject({
      out: '',
      code: 2,
    });
  });

  it('makes an API key and prints it', async () => {
    const { out, code } = await cli(['create-api-key', '--name', 'lab']);
    expect([code, out]).toEqual([0, expect.stringMatching(/^tlk_[\w-]{43}\n$/)]);
    expect(await database.ds.manager.existsBy(ApiKeyEntity, { name: 'lab', prefix: out.slice(0, 12) })).toBe(true);
  });

  it('says whether the audit log is whole, and which entry is not', async () => {
    const whole = await cli(['verify-audit-log']);
    expect(whole).toMatchObject({
      err: '',
      code: 0,
      out: expect.stringMatching(/whole: 3 entries, .* [0-9a-f]{64}\.\n$/),
    });
    await database.ds.query(`UPDATE audit_log SET actor_name = 'root' WHERE number = 2`);
    expect(await cli(['verify-audit-log'])).toEqual({
      out: '',
      err: 'The audit log is not whole: entry 2 was changed, added or taken out.\n',
      code: 4,
    });
  });

  it('says what it does not understand, and what its environment lacks', async () => {
    expect(await cli(['drop-everything'])).toMatchObject({
      code: 2,
      err: expect.stringContaining('There is no command "drop-everything".'),
    });
    expect(await cli(['create-admin'])).toMatchObject({
      code: 2,
      err: expect.stringContaining('--username is missing.'),
    });
    expect(await cli(['migrate'], { env: { DATABASE_URL: '' } })).toMatchObject({
      code: 1,
      err: expect.stringContaining('DATABASE_URL (or DATABASE_URL_FILE): is required'),
    });
  });
});
