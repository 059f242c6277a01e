import { setTimeout as pause } from 'node:timers/promises';
import { assertMigrated, checkKey, type DataSource, type SecretCipher, WrongKey } from '@trunkline/persistence';

const againMs = 1000;

/** Ends the process with one sentence when it was given another key than the database's, as soon as there is one to ask. */
export async function refuseWrongKey(ds: DataSource, cipher: SecretCipher): Promise<void> {
  while (true) {
    try {
      await assertMigrated(ds);
      return await checkKey(ds, cipher);
    } catch (error) {
      if (error instanceof WrongKey) {
        console.error(error.message);
        process.exit(1);
      }
      await pause(againMs, undefined, { ref: false });
    }
  }
}
