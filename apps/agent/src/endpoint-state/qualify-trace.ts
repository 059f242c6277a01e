import { type SeenSipMessage, uriOf } from '@trunkline/asterisk';

/** What became of the last OPTIONS to a phone. */
export interface Reach {
  reachable: boolean;
  roundTripMs: number | null;
}

interface Asked {
  callId: string;
  at: number;
}

/** Asterisk gives a phone as long (`qualify_timeout`), and then some for the copy to come here. */
const patience = 3500;

/** Follows the OPTIONS that Asterisk sends to phones it was told of. Pure: time comes with the messages. */
export class QualifyTrace {
  private known = new Set<string>();
  private readonly asked = new Map<string, Asked>();
  private readonly reaches = new Map<string, Reach>();
  private readonly uris = new Map<string, string>();

  /** Takes in a message; true when it changes whether a phone can be reached. */
  see(message: SeenSipMessage): boolean {
    if (message.cseqMethod !== 'OPTIONS') return false;
    const { callId, at, requestUri } = message;
    if (message.status !== null) return message.status >= 200 && this.answer(callId, at);
    if (requestUri === null || !this.known.has(requestUri)) return false;
    const before = this.asked.get(requestUri);
    // Sent again, because nobody answered.
    if (before?.callId === callId) return false;
    if (before !== undefined) this.uris.delete(before.callId);
    this.asked.set(requestUri, { callId, at });
    this.uris.set(callId, requestUri);
    return false;
  }

  /** What is known of a contact at `now`; undefined when it was not asked yet. */
  reachOf(contactUri: string, now: number): Reach | undefined {
    const uri = uriOf(contactUri);
    const open = this.asked.get(uri);
    const waits = open !== undefined && this.uris.has(open.callId);
    if (waits && now - open.at >= patience) return { reachable: false, roundTripMs: null };
    return this.reaches.get(uri);
  }

  /** From now on these contacts count, and no others. */
  know(contactUris: readonly string[]): void {
    this.known = new Set(contactUris.map(uriOf));
    for (const [uri, { callId }] of this.asked) {
      if (this.known.has(uri)) continue;
      this.asked.delete(uri);
      this.reaches.delete(uri);
      this.uris.delete(callId);
    }
  }

  private answer(callId: string, at: number): boolean {
    const uri = this.uris.get(callId);
    const asked = uri === undefined ? undefined : this.asked.get(uri);
    if (uri === undefined || asked === undefined) return false;
    this.uris.delete(callId);
    const before = this.reaches.get(uri);
    this.reaches.set(uri, { reachable: true, roundTripMs: Math.max(0, at - asked.at) });
    return before?.reachable !== true;
  }
}
