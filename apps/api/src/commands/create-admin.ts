import { text } from 'node:stream/consumers';
import { loginSchema } from '@trunkline/contracts';
import { newId, UserEntity, uniqueViolation, withAudit } from '@trunkline/persistence';
import { commandLine } from '../access/author-of.js';
import { hashPassword } from '../access/passwords.js';
import { randomBase32 } from '../access/tokens.js';
import { parse, required, UsageError } from './usage-error.js';
import { withDatabase } from './with-database.js';

const shortestPassword = 10;
const exists = 3;

/**
 * `create-admin --username NAME [--password-stdin]`: adds an administrator. Prints the password it made as its only
 * line, nothing when the password was given. Ends with 3 when there is a user of that name.
 */
export async function createAdmin(args: string[]): Promise<number> {
  const { values } = parse(args, { username: { type: 'string' }, 'password-stdin': { type: 'boolean' } });
  const username = required(values, 'username').toLowerCase();
  if (!/^[a-z0-9._@-]{1,64}$/.test(username)) throw new UsageError('A user name is 1 to 64 of a-z, 0-9 and . _ @ -');
  const given = values['password-stdin'] ? await givenPassword() : undefined;
  const password = given ?? randomBase32(20);
  const passwordHash = await hashPassword(password);
  const user = { id: newId(), username, passwordHash, role: 'administrator' as const, enabled: true };
  const added = await withDatabase(async (source) => {
    try {
      await withAudit(source, commandLine, async (manager, audit) => {
        await manager.insert(UserEntity, user);
        await audit({ kind: 'user', id: user.id, name: username, action: 'create', before: null, after: user });
      });
      return true;
    } catch (error) {
      if (uniqueViolation(error) === null) throw error;
      return false;
    }
  });
  if (!added) {
    process.stderr.write(`There is a user ${username} already.\n`);
    return exists;
  }
  if (given === undefined) process.stdout.write(`${password}\n`);
  return 0;
}

async function givenPassword(): Promise<string> {
  const password = (await text(process.stdin)).replace(/\r?\n$/, '');
  const fits = loginSchema.shape.password.safeParse(password).success && password.length >= shortestPassword;
  if (!fits) throw new UsageError(`A password has ${shortestPassword} to 256 characters.`);
  return password;
}
