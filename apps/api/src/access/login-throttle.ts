import { Injectable } from '@nestjs/common';

const freeTries = 5;
const longestMs = 60_000;
const forgetMs = 15 * 60_000;
const mostEntries = 10_000;

interface Failures {
  count: number;
  last: number;
}

/**
 * Slows guessing down: after five failed logins for one name from one address, each further try has to wait, 1 s at
 * first and twice as long each time, up to a minute. A success forgets. In memory: it counts for one API process.
 */
@Injectable()
export class LoginThrottle {
  private readonly failures = new Map<string, Failures>();
  now = Date.now;

  /** Milliseconds until another try is accepted; 0 when it is now. */
  waitMs(name: string, address: string): number {
    const failures = this.failures.get(key(name, address));
    if (!failures || failures.count < freeTries) return 0;
    const pause = Math.min(longestMs, 1000 * 2 ** (failures.count - freeTries));
    return Math.max(0, failures.last + pause - this.now());
  }

  failed(name: string, address: string): void {
    this.forgetOld();
    const entry = this.failures.get(key(name, address)) ?? { count: 0, last: 0 };
    this.failures.delete(key(name, address));
    this.failures.set(key(name, address), { count: entry.count + 1, last: this.now() });
  }

  succeeded(name: string, address: string): void {
    this.failures.delete(key(name, address));
  }

  // The map is in order of the last failure, so the oldest entries stand first.
  private forgetOld(): void {
    for (const [entry, { last }] of this.failures) {
      if (this.failures.size < mostEntries && this.now() - last < forgetMs) return;
      this.failures.delete(entry);
    }
  }
}

const key = (name: string, address: string): string => JSON.stringify([name.toLowerCase(), address]);
