import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto';

/** An envelope cannot be opened: damaged, of another purpose, or sealed with another key. */
export class SecretUnreadable extends Error {
  override readonly name = 'SecretUnreadable';
}

/** Seals secrets at rest: AES-256-GCM, `v1:keyId:iv:tag:ct` (base64url). The purpose is authenticated, not stored. */
export class SecretCipher {
  /** First 8 hex digits of the key's SHA-256: tells which key sealed an envelope, and nothing of the key. */
  readonly keyId: string;

  constructor(private readonly key: Buffer) {
    if (key.length !== 32) throw new RangeError(`The encryption key must be 32 bytes, it is ${key.length}.`);
    this.keyId = createHash('sha256').update('trunkline-key-id').update(key).digest('hex').slice(0, 8);
  }

  seal(text: string, purpose = 'sip-secret'): string {
    const iv = randomBytes(12);
    const cipher = createCipheriv('aes-256-gcm', this.key, iv).setAAD(Buffer.from(`v1:${this.keyId}:${purpose}`));
    const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
    return ['v1', this.keyId, ...[iv, cipher.getAuthTag(), sealed].map((part) => part.toString('base64url'))].join(':');
  }

  open(envelope: string, purpose = 'sip-secret'): string {
    const [version, keyId, iv, tag, sealed, ...rest] = envelope.split(':');
    if (
      version !== 'v1' ||
      keyId === undefined ||
      iv === undefined ||
      tag === undefined ||
      sealed === undefined ||
      rest.length > 0
    ) {
      throw new SecretUnreadable('This is not a sealed secret.');
    }
    if (keyId !== this.keyId) {
      throw new SecretUnreadable(`The secret was sealed with key ${keyId}, this process has key ${this.keyId}.`);
    }
    const tagBytes = Buffer.from(tag, 'base64url');
    if (tagBytes.length !== 16) throw new SecretUnreadable('The sealed secret is damaged.');
    try {
      const decipher = createDecipheriv('aes-256-gcm', this.key, Buffer.from(iv, 'base64url'), { authTagLength: 16 })
        .setAAD(Buffer.from(`v1:${keyId}:${purpose}`))
        .setAuthTag(tagBytes);
      return Buffer.concat([decipher.update(Buffer.from(sealed, 'base64url')), decipher.final()]).toString('utf8');
    } catch {
      throw new SecretUnreadable('The sealed secret is damaged or was made for another purpose.');
    }
  }
}
