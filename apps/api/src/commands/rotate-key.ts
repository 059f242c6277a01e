import { KeyInUse, rotateKey as resealAll, SecretCipher, SecretUnreadable } from '@trunkline/persistence';
import { readKeyRotationEnv } from '@trunkline/platform';
import { commandLine } from '../access/author-of.js';
import { parse } from './usage-error.js';
import { withDatabase } from './with-database.js';

const refused = 4;

/**
 * `rotate-key`: seals every secret with TRUNKLINE_NEW_KEY instead of TRUNKLINE_KEY, all or none. Ends with 4 when the
 * present key is another one, or api or agent is running.
 */
export async function rotateKey(args: string[]): Promise<number> {
  parse(args, {});
  const env = readKeyRotationEnv();
  const ciphers = { old: new SecretCipher(env.TRUNKLINE_KEY), next: new SecretCipher(env.TRUNKLINE_NEW_KEY) };
  try {
    const count = await withDatabase((source) => resealAll(source, { ...ciphers, author: commandLine }));
    process.stdout.write(`Sealed ${count} secrets with key ${ciphers.next.keyId}. Start api and agent with it.\n`);
    return 0;
  } catch (error) {
    if (!(error instanceof KeyInUse || error instanceof SecretUnreadable)) throw error;
    process.stderr.write(`${error.message}\n`);
    return refused;
  }
}
