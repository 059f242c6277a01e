import { randomBytes } from 'node:crypto';
import { v7 } from 'uuid';

/** A UUIDv7 (RFC 9562): ids are made in the application and sort by creation. */
export function newId(): string {
  return v7();
}

const base32 = 'abcdefghijklmnopqrstuvwxyz234567';

/** A name for Asterisk: prefix `t` (trunk), `e` (extension), `r` (route), `g` (ring group), `s` (schedule) or `i` (inbound route), `_`, ten random base32 characters. */
export function newRef(prefix: 't' | 'e' | 'r' | 'g' | 's' | 'i'): string {
  // 256 is a multiple of 32, so the remainder is not biased.
  const letters = Array.from(randomBytes(10), (byte) => base32.charAt(byte % 32));
  return `${prefix}_${letters.join('')}`;
}
