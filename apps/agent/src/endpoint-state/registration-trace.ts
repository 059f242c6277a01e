import { type SeenSipMessage, uriOf } from '@trunkline/asterisk';

/** What the carrier said to a REGISTER of ours, or that it has said nothing for a while. */
export type RegistrationOutcome =
  | { kind: 'accepted'; at: number }
  | {
      kind: 'refused';
      sipCode: number;
      phrase: string;
      realm: string | null;
      warning: string | null;
      retryAfterSeconds: number | null;
      /** In ms since 1970. */
      at: number;
    }
  | { kind: 'waiting'; since: number };

interface Transaction {
  callId: string;
  cseq: number;
  withCredentials: boolean;
  since: number;
}

const mostAccounts = 1000;

/** The account of a registration: its user at the server it is sent to. `To` alone lacks the port on the wire. */
export function accountOf(clientUri: string, serverUri: string): string {
  const user = /^sips?:(.*)@/s.exec(uriOf(clientUri))?.[1] ?? '';
  return `${user}@${uriOf(serverUri).replace(/^sips?:/, '')}`;
}

/**
 * Follows our own registrations on the wire, by account. Pure: time comes with the messages. The REGISTERs of phones, and
 * of strangers who write our account into theirs, come from other addresses than ours.
 */
export class RegistrationTrace {
  private readonly open = new Map<string, Transaction>();
  private readonly outcomes = new Map<string, RegistrationOutcome>();

  /** `isOurs` tells addresses of this machine. */
  constructor(private readonly isOurs: (address: string) => boolean) {}

  /** Takes in a message; true when there is a new final answer of a carrier. */
  see(message: SeenSipMessage): boolean {
    if (message.cseqMethod !== 'REGISTER') return false;
    if (message.status !== null) return this.answer(message, message.status);
    if (message.method === 'REGISTER' && message.requestUri !== null && this.isOurs(message.source))
      this.request(message, accountOf(message.to, message.requestUri));
    return false;
  }

  /** What became of the last attempt, or that it still waits. */
  outcomeOf(account: string): RegistrationOutcome | undefined {
    const waiting = this.open.get(account);
    return waiting === undefined ? this.outcomes.get(account) : { kind: 'waiting', since: waiting.since };
  }

  /** The last answer, while the next attempt runs. */
  lastAnswerOf(account: string): RegistrationOutcome | undefined {
    return this.outcomes.get(account);
  }

  private request({ callId, cseq, hasCredentials, at }: SeenSipMessage, account: string): void {
    const before = this.open.get(account);
    // Sent again, because nobody answered.
    if (before?.callId === callId && before.cseq === cseq) return;
    if (before === undefined && this.open.size + this.outcomes.size >= mostAccounts) return;
    // A new attempt before an answer to the last one: the carrier has been silent since the first.
    this.open.set(account, { callId, cseq, withCredentials: hasCredentials, since: before?.since ?? at });
  }

  private answer(message: SeenSipMessage, status: number): boolean {
    const { callId, cseq, phrase, realm, warning, retryAfterSeconds } = message;
    if (!this.isOurs(message.destination) || status < 200) return false;
    for (const [account, request] of this.open) {
      if (request.callId !== callId || request.cseq !== cseq) continue;
      this.open.delete(account);
      const challenge = status === 401 || status === 407;
      // The first 401 asks for the password, a stale one for the same with another nonce. Neither is a refusal.
      if (challenge && (!request.withCredentials || message.staleNonce)) return false;
      const { at } = message;
      const refused = { kind: 'refused', sipCode: status, phrase, realm, warning, retryAfterSeconds, at } as const;
      this.outcomes.set(account, status < 300 ? { kind: 'accepted', at } : refused);
      return true;
    }
    return false;
  }
}
