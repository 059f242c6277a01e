import { isIPv6 } from 'node:net';
import { Injectable } from '@nestjs/common';
import { type CountedTry, LoginFailures, type LoginSubject } from '@trunkline/persistence';
import { Database } from '../database/database.js';
import type { EntityManager } from '../database/types.js';
import { RetryLater } from '../http/retry-later.js';

// A stranger can make a name wait, so not for long; an address is his own.
const nameLimit = { freeTries: 5, longestPause: 60 };
const addressLimit = { freeTries: 20, longestPause: 15 * 60 };

/**
 * Slows guessing down: after five failed logins for a name, or twenty from an address, each further try has to wait,
 * 1 s at first and twice as long each time. Kept in the database: it counts for every copy of the API.
 */
@Injectable()
export class LoginThrottle {
  constructor(private readonly database: Database) {}

  /**
   * Counts a try, until `succeeded`. Returns what has to wait from now on, should it fail. @throws RetryLater
   * too_many_requests while name or address has to wait.
   */
  async begin(username: string, address: string): Promise<CountedTry['lockedOut']> {
    const subjects: LoginSubject[] = [
      { scope: 'address', subject: network(address), ...addressLimit },
      { scope: 'name', subject: keyOf(username), ...nameLimit },
    ];
    const { secondsLeft, lockedOut } = await LoginFailures.begin(this.database.source, subjects);
    if (secondsLeft === 0) return lockedOut;
    throw new RetryLater('too_many_requests', `Too many failed logins. Try again in ${secondsLeft} s.`, secondsLeft);
  }

  /** The try was no failure. */
  succeeded(manager: EntityManager, username: string, address: string): Promise<void> {
    return LoginFailures.succeeded(manager, { name: keyOf(username), address: network(address) });
  }
}

/** A name as it is stored: in lower case, without what Postgres refuses. */
export const keyOf = (username: string): string => username.toLowerCase().replaceAll('\0', '\ufffd');

/** Who has an IPv6 address has its /64 (RFC 6177), so that counts as one; an IPv4 address counts alone. */
export function network(address: string): string {
  const plain = address.replace(/^::ffff:(?=\d+\.)/i, '');
  if (!isIPv6(plain)) return plain;
  const [head = '', tail] = plain.split('%')[0]?.split('::') ?? [];
  const left = head === '' ? [] : head.split(':');
  const right = tail ? tail.split(':') : [];
  const groups = tail === undefined ? left : [...left, ...Array(8 - left.length - right.length).fill('0'), ...right];
  return `${groups
    .slice(0, 4)
    .map((group) => Number.parseInt(group, 16).toString(16))
    .join(':')}::/64`;
}
