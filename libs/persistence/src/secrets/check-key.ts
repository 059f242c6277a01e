import type { DataSource } from 'typeorm';
import { KeyCheckEntity } from '../entities/key-check.entity.js';
import { type SecretCipher, SecretUnreadable } from './secret-cipher.js';

/** What the row is sealed for. */
export const keyCheckPurpose = 'key-check';

/** The process was started with another key than the database's secrets were sealed with. One sentence for people. */
export class WrongKey extends SecretUnreadable {
  constructor(sealed: string, cipher: SecretCipher) {
    const keyId = /^v1:([0-9a-f]{8}):/.exec(sealed)?.[1] ?? 'unknown';
    super(
      `TRUNKLINE_KEY is not the key of this database: its secrets are sealed with key ${keyId}, this process was given key ${cipher.keyId}.`,
    );
  }
}

/** Throws WrongKey when the database's secrets were sealed with another key; the first caller's key counts. */
export async function checkKey(ds: DataSource, cipher: SecretCipher): Promise<void> {
  const id = 'current';
  const sealed = cipher.seal(keyCheckPurpose, keyCheckPurpose);
  await ds.createQueryBuilder().insert().into(KeyCheckEntity).values({ id, sealed }).orIgnore().execute();
  const row = await ds.manager.findOneByOrFail(KeyCheckEntity, { id });
  try {
    cipher.open(row.sealed, keyCheckPurpose);
  } catch {
    throw new WrongKey(row.sealed, cipher);
  }
}
