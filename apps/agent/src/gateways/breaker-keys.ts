import type { AsteriskControl } from '@trunkline/asterisk';
import { breakerFamily } from '@trunkline/asterisk';

/** What reads and writes Asterisk's own database. */
export interface KeyStore {
  ask<T>(question: (control: Pick<AsteriskControl, 'databaseKeys' | 'putKey' | 'deleteKey'>) => Promise<T>): Promise<T>;
}

/**
 * Keeps in Asterisk's database which gateways are passed over, and until when. What is there runs out by itself, so a key is
 * written anew once less than half of its time is left, and without us it means nothing after that time.
 */
export class BreakerKeys {
  /** Seconds since 1970, by key; as Asterisk has them. */
  private readonly written = new Map<string, number>();

  constructor(
    private readonly store: KeyStore,
    private readonly pauseMs: number,
  ) {}

  /** Takes over what is there, whoever wrote it. */
  async look(): Promise<void> {
    const keys = await this.store.ask((control) => control.databaseKeys(breakerFamily));
    // When they run out is not asked: they are written anew, or deleted.
    this.written.clear();
    for (const key of keys) this.written.set(key, 0);
  }

  /** Makes it so that there are these keys, each until its time (ms since 1970), and no others. */
  async keep(wanted: ReadonlyMap<string, number>, now: number): Promise<void> {
    for (const [key, until] of wanted) {
      const left = (this.written.get(key) ?? 0) * 1000 - now;
      const seconds = Math.ceil(until / 1000);
      if (left >= this.pauseMs / 2 || this.written.get(key) === seconds) continue;
      await this.store.ask((control) => control.putKey(breakerFamily, key, seconds));
      this.written.set(key, seconds);
    }
    for (const key of [...this.written.keys()].filter((one) => !wanted.has(one))) {
      await this.store.ask((control) => control.deleteKey(breakerFamily, key));
      this.written.delete(key);
    }
  }
}
