import { Injectable } from '@nestjs/common';
import type { DirectoryRows } from '@trunkline/persistence';
import { AsteriskConnection } from '../connection/asterisk-connection.js';
import { ControlSocket } from '../connection/control-socket.js';
import type { View } from './asterisk-view.js';
import type { StateBook } from './state-book.js';

/**
 * A fresh Asterisk has the contacts of its phones and calls every one of them offline until it has asked each by
 * OPTIONS, which it spreads over a minute (`qualify_frequency`). What worked before is therefore asked at once, and its
 * state is left alone until there is an answer.
 */
@Injectable()
export class FirstLook {
  private startedAt: string | undefined;
  private asked = new Set<string>();

  constructor(
    private readonly asterisk: AsteriskConnection,
    private readonly control: ControlSocket,
  ) {}

  /** Asks each such endpoint once for each start of Asterisk. Returns the ids of those it asked now. */
  async ask(rows: DirectoryRows, view: View | null, book: StateBook): Promise<ReadonlySet<string>> {
    const now = new Set<string>();
    const startedAt = this.asterisk.facts?.startedAt;
    if (view === null || startedAt === undefined) return now;
    if (startedAt !== this.startedAt) {
      this.startedAt = startedAt;
      this.asked = new Set();
    }
    const candidates = [
      ...rows.trunks.map(({ id, ref }) => ({ kind: 'trunk' as const, id, endpoint: ref })),
      ...rows.extensions.map(({ id, sipUsername }) => ({ kind: 'extension' as const, id, endpoint: sipUsername })),
    ];
    for (const { kind, id, endpoint } of candidates) {
      if (view.endpoints.get(endpoint) !== 'offline' || this.asked.has(endpoint) || !book.worked(kind, id)) continue;
      this.asked.add(endpoint);
      now.add(id);
      await this.control.ask((control) => control.qualify(endpoint));
    }
    return now;
  }
}
