import { Injectable } from '@nestjs/common';
import { ConfigRevisionEntity } from '@trunkline/persistence';
import { Database } from '../database/database.js';
import { EventTail } from '../live/event-tail.js';

/** Outcome of a revision as the header `Trunkline-Revision-Status` names it. */
export type RevisionOutcome = 'applied' | 'failed' | 'pending';

const askAgainMs = 500;

/** Tells when the agent is done with a revision. */
@Injectable()
export class SettledRevisions {
  constructor(
    private readonly database: Database,
    private readonly tail: EventTail,
  ) {}

  /** The outcome of revision `number`, `pending` if there is none after `longestMs`. */
  async wait(number: number, longestMs: number): Promise<RevisionOutcome> {
    const deadline = Date.now() + longestMs;
    let wake = (): void => {};
    const stop = this.tail.onRevisionSettled(() => wake());
    try {
      while (true) {
        const woken = new Promise<void>((resolve) => {
          wake = resolve;
        });
        const outcome = await this.outcome(number);
        const left = deadline - Date.now();
        if (outcome !== 'pending' || left <= 0) return outcome;
        await Promise.race([woken, pause(Math.min(askAgainMs, left))]);
      }
    } finally {
      stop();
    }
  }

  private async outcome(number: number): Promise<RevisionOutcome> {
    const row = await this.database.source.getRepository(ConfigRevisionEntity).findOneBy({ number });
    // A later revision that was applied holds this change too.
    return row?.status === 'superseded' ? 'applied' : (row?.status ?? 'pending');
  }
}

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
