import { testDatabase } from '@trunkline/testing';
import { expect, it } from 'vitest';
import { newId } from '../ids/new-id.js';
import { checkKey } from '../secrets/check-key.js';
import { rotateKey } from '../secrets/rotate-key.js';
import { SecretCipher } from '../secrets/secret-cipher.js';
import { DeletedResources } from './deleted-resources.js';

const database = testDatabase();
const author = { kind: 'system', id: null, name: 'spec', requestId: null } as const;

it('the secret of a deleted resource is sealed anew with the others when the key is changed', async () => {
  const { manager } = database.ds;
  const [old, next] = [new SecretCipher(Buffer.alloc(32, 1)), new SecretCipher(Buffer.alloc(32, 2))];
  await checkKey(database.ds, old);
  const id = newId();
  const row = { id, secretSealed: old.seal('a phone has this') };
  await DeletedResources.keep(manager, { kind: 'extension', id, name: '1001 Ada', row }, author);
  await rotateKey(database.ds, { old, next, author });
  const kept = await DeletedResources.find(manager, 'extension', id);
  expect(next.open(String(kept?.row.secretSealed))).toBe('a phone has this');
});
