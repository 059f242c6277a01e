import { type SeenSipMessage, uriOf } from '@trunkline/asterisk';

/** What became of the last OPTIONS to a phone or a gateway. */
export interface Reach {
  reachable: boolean;
  roundTripMs: number | null;
}

/** OPTIONS without an answer. */
interface Question {
  uri: string;
  at: number;
}

/** Asterisk gives it as long (`qualify_timeout`), and then some for the copy to come here. */
const patience = 3500;
/** Questions to one contact that are waited for at a time. */
const mostOpen = 8;

/** Follows the OPTIONS that Asterisk sends to contacts it was told of. Pure: time comes with the messages. */
export class QualifyTrace {
  private known = new Set<string>();
  /** By Call-ID. Asterisk may ask anew while it repeats an older question. */
  private readonly questions = new Map<string, Question>();
  /** Call-IDs of the questions to a contact since it answered last, oldest first. */
  private readonly open = new Map<string, string[]>();
  /** When the oldest of them was asked. */
  private readonly silentSince = new Map<string, number>();
  private readonly reaches = new Map<string, Reach>();

  /** Takes in a message; true when it changes whether a phone can be reached. */
  see(message: SeenSipMessage): boolean {
    if (message.cseqMethod !== 'OPTIONS') return false;
    const { callId, at, requestUri } = message;
    if (message.status !== null) return message.status >= 200 && this.answer(callId, at);
    if (requestUri !== null && this.known.has(requestUri) && !this.questions.has(callId))
      this.ask(callId, { uri: requestUri, at });
    return false;
  }

  /** What is known of a contact at `now`; undefined when it was not asked yet. */
  reachOf(contactUri: string, now: number): Reach | undefined {
    const uri = uriOf(contactUri);
    const since = this.silentSince.get(uri);
    if (since !== undefined && now - since >= patience) return { reachable: false, roundTripMs: null };
    return this.reaches.get(uri);
  }

  /** From now on these contacts count, and no others. */
  know(contactUris: readonly string[]): void {
    this.known = new Set(contactUris.map(uriOf));
    for (const uri of new Set([...this.open.keys(), ...this.reaches.keys()])) {
      if (this.known.has(uri)) continue;
      this.forget(uri);
      this.reaches.delete(uri);
    }
  }

  private ask(callId: string, question: Question): void {
    const open = [...(this.open.get(question.uri) ?? []), callId];
    for (const old of open.splice(0, open.length - mostOpen)) this.questions.delete(old);
    this.open.set(question.uri, open);
    this.questions.set(callId, question);
    if (!this.silentSince.has(question.uri)) this.silentSince.set(question.uri, question.at);
  }

  private answer(callId: string, at: number): boolean {
    const question = this.questions.get(callId);
    if (question === undefined) return false;
    const before = this.reachOf(question.uri, at);
    this.forget(question.uri);
    this.reaches.set(question.uri, { reachable: true, roundTripMs: Math.max(0, at - question.at) });
    return before?.reachable !== true;
  }

  /** Waits for no answer of this contact any more. */
  private forget(uri: string): void {
    for (const callId of this.open.get(uri) ?? []) this.questions.delete(callId);
    this.open.delete(uri);
    this.silentSince.delete(uri);
  }
}
