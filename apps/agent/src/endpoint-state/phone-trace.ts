import { type SeenSipMessage, uriOf } from '@trunkline/asterisk';
import { accountOf } from './registration-trace.js';

/** A REGISTER of a phone that was refused. `user` is what it registers as: a SIP user name, or a number by mistake. */
export interface PhoneRefusal {
  user: string;
  address: string;
  userAgent: string | null;
  sipCode: number;
  /** The last time, in ms since 1970. */
  at: number;
}

/** Whose REGISTERs count: names of our extensions, and not what we send to carriers ourselves. */
export interface PhoneNames {
  isPhone(user: string): boolean;
  isOwnAccount(account: string): boolean;
}

interface Attempt {
  user: string;
  address: string;
  userAgent: string | null;
  withCredentials: boolean;
  binding: string | null;
  at: number;
}

const mostAttempts = 1000;
const mostBindings = 20_000;
const attemptLasts = 60_000;
/** Another one's refusal takes its place after this long: strangers who knock from everywhere are no flood of news. */
const staysFor = 60_000;
const refusalLasts = 10 * 60_000;

/** Follows the REGISTERs of phones, and keeps those that are refused, by user. Pure: time comes with the messages. */
export class PhoneTrace {
  private readonly attempts = new Map<string, Attempt>();
  private readonly refusals = new Map<string, PhoneRefusal>();
  /** What was registered last in each dialogue with a registrar, by its Call-ID; the oldest first. */
  private readonly bindings = new Map<string, string>();

  private admitted: (user: string, isNew: boolean) => void = () => {};

  constructor(private names: PhoneNames = { isPhone: () => false, isOwnAccount: () => false }) {}

  /** From now on these names count. */
  know(names: PhoneNames): void {
    this.names = names;
  }

  /** Called with the user of each REGISTER that was accepted, and whether it was more than a renewal. */
  onAdmitted(listener: (user: string, isNew: boolean) => void): void {
    this.admitted = listener;
  }

  /** Takes in a message; true when a phone was refused, and when one was let in otherwise than the last time. */
  see(message: SeenSipMessage): boolean {
    if (message.cseqMethod !== 'REGISTER') return false;
    if (message.status !== null) return this.answer(message, message.status);
    if (message.requestUri !== null) this.request(message, message.requestUri);
    return false;
  }

  /** The refusal of `user` that is still news at `now`. */
  refusalOf(user: string, now: number): PhoneRefusal | undefined {
    const found = this.refusals.get(user);
    return found !== undefined && now - found.at < refusalLasts ? found : undefined;
  }

  private request(message: SeenSipMessage, requestUri: string): void {
    const user = /^sips?:(.*)@/s.exec(uriOf(message.to))?.[1] ?? '';
    if (!this.names.isPhone(user) || this.names.isOwnAccount(accountOf(message.to, requestUri))) return;
    for (const [key, { at }] of this.attempts) {
      if (this.attempts.size < mostAttempts && message.at - at < attemptLasts) break;
      this.attempts.delete(key);
    }
    const { source: address, userAgent, hasCredentials: withCredentials, at } = message;
    this.attempts.set(keyOf(message), { user, address, userAgent, withCredentials, binding: message.binding, at });
  }

  /** Whether this is no renewal of what was registered before. */
  private isNew(callId: string, { user, binding }: Attempt): boolean {
    const now = `${user} ${binding ?? ''}`;
    const isSame = this.bindings.get(callId) === now;
    this.bindings.delete(callId);
    this.bindings.set(callId, now);
    for (const oldest of this.bindings.keys()) if (this.bindings.size > mostBindings) this.bindings.delete(oldest);
    return !isSame;
  }

  private answer(message: SeenSipMessage, status: number): boolean {
    const attempt = this.attempts.get(keyOf(message));
    if (attempt === undefined || status < 200) return false;
    this.attempts.delete(keyOf(message));
    const before = this.refusals.get(attempt.user);
    if (status < 300) {
      const isNew = this.isNew(message.callId, attempt);
      this.admitted(attempt.user, isNew);
      const isForgiven = before?.address === attempt.address && this.refusals.delete(attempt.user);
      return isNew || isForgiven;
    }
    const challenge = status === 401 || status === 407;
    // The first 401 asks for the secret, a stale one for the same with another nonce. Neither is a refusal.
    if (challenge && (!attempt.withCredentials || message.staleNonce)) return false;
    const { user, address, userAgent } = attempt;
    const same = before?.address === address && before.sipCode === status;
    if (before !== undefined && !same && message.at - before.at < staysFor) return false;
    this.refusals.set(user, { user, address, userAgent, sipCode: status, at: message.at });
    return !same;
  }
}

function keyOf({ callId, cseq }: SeenSipMessage): string {
  return `${cseq} ${callId}`;
}
