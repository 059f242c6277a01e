import type { RegisteredContact } from '@trunkline/asterisk';
import type { Contact, ExtensionState } from '@trunkline/contracts';
import type { PhoneRefusal } from './phone-trace.js';
import { type ToldOfPhone, toldOfPhone, toldPhoneRefusal } from './phone-words.js';
import type { Reach } from './qualify-trace.js';

/** What is known of one extension. */
export interface ExtensionFacts {
  enabled: boolean;
  sipUsername: string;
  /** ARI's state of the endpoint, undefined when Asterisk does not have it. Null while Asterisk cannot be asked. */
  asterisk: { endpoint: string | undefined } | null;
  contacts: readonly (RegisteredContact & { reach: Reach | undefined })[];
  refusal: PhoneRefusal | undefined;
}

/** A state without the times since when it and its contacts hold. */
export type ExtensionJudgement = Omit<ExtensionState, 'since' | 'contacts'> & { contacts: Omit<Contact, 'since'>[] };

const nothing: ToldOfPhone = { code: null, reason: null, advice: null, sipCode: null };

/** Status and reason in words. Pure. */
export function extensionState(facts: ExtensionFacts): ExtensionJudgement {
  const { enabled, asterisk, sipUsername, refusal } = facts;
  if (!enabled) return { status: 'disabled', ...nothing, contacts: [], refused: null };
  const refused = refusal === undefined ? null : toldPhoneRefusal(refusal, sipUsername);
  const contacts = facts.contacts.map(contactOf);
  const judged = { contacts, refused };
  if (asterisk === null)
    return { status: 'unknown', ...toldOfPhone('asterisk_away', 'Asterisk is not reachable.'), ...judged };
  const { endpoint } = asterisk;
  if (endpoint === undefined)
    return {
      status: 'unknown',
      ...toldOfPhone('not_in_asterisk', 'Asterisk does not have this extension yet.'),
      ...judged,
    };
  if (endpoint === 'online') return { status: 'online', ...nothing, ...judged };
  if (endpoint !== 'offline') return { status: 'unknown', ...nothing, ...judged };
  return { status: 'offline', ...whyOffline(contacts, refused), ...judged };
}

function whyOffline(contacts: ExtensionJudgement['contacts'], refused: ExtensionState['refused']): ToldOfPhone {
  const [first] = contacts;
  if (first !== undefined) {
    const where = first.address ?? first.uri;
    const others = contacts.length > 1 ? ` and ${contacts.length - 1} more` : '';
    return toldOfPhone('no_answer', `The phone at ${where}${others} is registered and does not answer.`);
  }
  if (refused !== null) return toldOfPhone(refused.code, refused.reason, refused.sipCode);
  return toldOfPhone('not_registered', 'No phone is registered.');
}

function contactOf({ uri, userAgent, expiresAt, reach }: ExtensionFacts['contacts'][number]): Omit<Contact, 'since'> {
  return {
    ...{ uri, userAgent, address: addressIn(uri) },
    expiresAt: expiresAt === null ? null : new Date(expiresAt).toISOString(),
    reachable: reach?.reachable ?? null,
    roundTripMs: reach?.roundTripMs ?? null,
  };
}

/** Host and port of a contact: where its REGISTER came from, since Asterisk rewrites it (`rewrite_contact`). */
export function addressIn(uri: string): string | null {
  return /^sips?:(?:[^@]*@)?(\[[^\]]+\](?::\d+)?|[^;?>\s]+)/i.exec(uri)?.[1] ?? null;
}
