import type { DataSource } from 'typeorm';
import { KeyCheckEntity } from '../entities/key-check.entity.js';
import type { SecretCipher } from './secret-cipher.js';

const purpose = 'key-check';

/** Throws SecretUnreadable when the database's secrets were sealed with another key; the first caller's key counts. */
export async function checkKey(ds: DataSource, cipher: SecretCipher): Promise<void> {
  const id = 'current';
  const sealed = cipher.seal(purpose, purpose);
  await ds.createQueryBuilder().insert().into(KeyCheckEntity).values({ id, sealed }).orIgnore().execute();
  const row = await ds.manager.findOneByOrFail(KeyCheckEntity, { id });
  cipher.open(row.sealed, purpose);
}
