import type { CallDraft } from '@trunkline/domain';

/** Calls are remembered for their records, which come within a second unless the database is away. */
const MOST_CALLS = 10_000;

/** The SIP Call-IDs of the calls that ended last, by id of the call; the oldest are forgotten first. */
export class ToldSipIds {
  private readonly byCall = new Map<string, readonly string[]>();

  constructor(private readonly limit = MOST_CALLS) {}

  note(drafts: readonly CallDraft[]): void {
    for (const { type, data } of drafts) {
      if (type !== 'call.ended') continue;
      this.byCall.set(data.id, [...new Set(data.legs.flatMap(({ sipCallId }) => sipCallId ?? []))]);
      const oldest = this.byCall.keys().next();
      if (this.byCall.size > this.limit && !oldest.done) this.byCall.delete(oldest.value);
    }
  }

  /** Empty where no end of the call was told, or none of its legs has one. */
  of(callId: string): readonly string[] {
    return this.byCall.get(callId) ?? [];
  }
}
