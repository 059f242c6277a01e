import { randomBytes } from 'node:crypto';
import { mkdir, open, readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** The secrets of one stack: each is a file of its own in `dir`, made once, readable by its owner only. */
export interface StackSecrets {
  readonly dir: string;
  /** 32 bytes, base64: what stored secrets are encrypted with. */
  readonly key: string;
  readonly nodeToken: string;
  readonly ariPassword: string;
  readonly carrierPassword: string;
  readonly peerAmiSecret: string;
  /** Path of a secret's file, for the `…_FILE` settings of api and agent. */
  file(name: SecretName): string;
}

const makers = {
  key: () => randomBytes(32).toString('base64'),
  'node-token': () => randomBytes(24).toString('base64url'),
  'ari-password': () => randomBytes(24).toString('base64url'),
  'carrier-password': () => randomBytes(12).toString('base64url'),
  'peer-ami-secret': () => randomBytes(24).toString('base64url'),
};
export type SecretName = keyof typeof makers;

/** Reads the secrets of a stack and makes those that are missing. */
export async function stackSecrets(dir: string): Promise<StackSecrets> {
  await mkdir(dir, { recursive: true, mode: 0o700 });
  const secret = (name: SecretName) => readOrMake(join(dir, name), makers[name]);
  return {
    dir,
    key: await secret('key'),
    nodeToken: await secret('node-token'),
    ariPassword: await secret('ari-password'),
    carrierPassword: await secret('carrier-password'),
    peerAmiSecret: await secret('peer-ami-secret'),
    file: (name) => join(dir, name),
  };
}

/** Keeps a secret text in a file with mode 0600: the stored one when it exists, else the one `make` gives. */
export async function readOrMake(path: string, make: () => string | Promise<string>): Promise<string> {
  const stored = await readFile(path, 'utf8').catch(() => null);
  if (stored !== null && stored.trim() !== '') return stored.trim();
  const value = await make();
  const file = await open(path, 'w', 0o600);
  try {
    await file.writeFile(`${value}\n`);
    await file.chmod(0o600);
    await file.sync();
  } finally {
    await file.close();
  }
  return value;
}
