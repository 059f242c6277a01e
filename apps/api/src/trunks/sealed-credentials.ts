import type { TrunkCreate } from '@trunkline/contracts';
import type { SealedCredentials, SecretCipher } from '@trunkline/persistence';
import { invalid } from '../http/contract.pipe.js';

/**
 * What callers must prove, with passwords sealed; one that names none keeps that of its user name in `before`.
 * @throws DomainError validation_failed at each password that there is none to keep of.
 */
export function sealCredentials(
  credentials: TrunkCreate['inboundCredentials'],
  before: readonly SealedCredentials[],
  cipher: SecretCipher,
): SealedCredentials[] {
  const stored = new Map(before.map(({ username, passwordSealed }) => [username, passwordSealed]));
  const sealed = credentials.map(({ username, password }) => ({
    username,
    passwordSealed: password === undefined ? stored.get(username) : cipher.seal(password),
  }));
  const missing = sealed.flatMap(({ passwordSealed }, index) => (passwordSealed === undefined ? [index] : []));
  if (missing.length > 0) {
    const message = 'is required for a user name that is new';
    throw invalid(missing.map((index) => ({ pointer: `/inboundCredentials/${index}/password`, message })));
  }
  return sealed as SealedCredentials[];
}
