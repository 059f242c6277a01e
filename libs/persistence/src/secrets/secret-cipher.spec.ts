import { randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { SecretCipher, SecretUnreadable } from './secret-cipher.js';

describe('SecretCipher', () => {
  const cipher = new SecretCipher(randomBytes(32));

  it.each(['', 'hunter2', 'ü:;[]"\\ \u{1F511}', 'x'.repeat(10_000)])('opens what it sealed', (text) => {
    expect(cipher.open(cipher.seal(text))).toBe(text);
  });

  it('seals the same text differently each time, and shows nothing of it', () => {
    const sealed = cipher.seal('hunter2');
    expect(sealed).toMatch(/^v1:[0-9a-f]{8}:[\w-]{16}:[\w-]{22}:[\w-]+$/);
    expect(cipher.seal('hunter2')).not.toBe(sealed);
    expect(sealed).not.toContain(Buffer.from('hunter2').toString('base64url'));
  });

  it('names the keys when the key is another one', () => {
    const other = new SecretCipher(randomBytes(32));
    expect(() => other.open(cipher.seal('hunter2'))).toThrow(
      `The secret was sealed with key ${cipher.keyId}, this process has key ${other.keyId}.`,
    );
  });

  it('refuses an envelope made for another purpose', () => {
    expect(() => cipher.open(cipher.seal('hunter2', 'key-check'))).toThrow(SecretUnreadable);
    expect(cipher.open(cipher.seal('hunter2', 'key-check'), 'key-check')).toBe('hunter2');
  });

  it.each([2, 3, 4])('refuses an envelope whose part %i was changed', (index) => {
    const parts = cipher.seal('hunter2').split(':');
    const part = parts[index] ?? '';
    parts[index] = (part.startsWith('A') ? 'B' : 'A') + part.slice(1);
    expect(() => cipher.open(parts.join(':'))).toThrow(SecretUnreadable);
  });

  it('refuses a shortened tag, which would be easier to forge', () => {
    const parts = cipher.seal('hunter2').split(':');
    parts[3] = Buffer.from(parts[3] ?? '', 'base64url')
      .subarray(0, 4)
      .toString('base64url');
    expect(() => cipher.open(parts.join(':'))).toThrow('damaged');
  });

  it.each(['', 'hunter2', 'v1', 'v2:a:b:c:d', 'v1:a:b:c:d:e'])('refuses %j, which is no envelope', (text) => {
    expect(() => cipher.open(text)).toThrow(SecretUnreadable);
  });

  it('wants 32 bytes of key', () => {
    expect(() => new SecretCipher(randomBytes(16))).toThrow('must be 32 bytes, it is 16');
  });
});
