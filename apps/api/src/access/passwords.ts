import { hash, verify } from '@node-rs/argon2';

// argon2id is the library's default; memory and passes as in OWASP's first recommendation.
const options = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };
let decoy: Promise<string> | undefined;

/** The argon2id hash of a password, with its salt and parameters. */
export function hashPassword(password: string): Promise<string> {
  return hash(password, options);
}

/** Whether `password` fits `stored`. An unknown user (`undefined`) costs the same time as a wrong password. */
export async function verifyPassword(stored: string | undefined, password: string): Promise<boolean> {
  decoy ??= hashPassword('nobody has this password');
  const fits = await verify(stored ?? (await decoy), password);
  return fits && stored !== undefined;
}
