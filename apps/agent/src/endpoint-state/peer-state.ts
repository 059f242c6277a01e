import { addressIn, type ExtensionFacts } from './extension-state.js';
import { type Judgement, type TrunkFacts, withBreaker, withoutAsterisk, withSources } from './trunk-state.js';
import { told, toldNotAsked } from './trunk-words.js';

/** What is known of a trunk whose peer registers here as the user `ref`. */
export interface PeerFacts extends TrunkFacts, Pick<ExtensionFacts, 'contacts' | 'refusal'> {
  ref: string;
}

/** Status and reason in words. Pure. */
export function peerState(facts: PeerFacts): Judgement {
  return { ...withSources(withBreaker(withoutAsterisk(facts) ?? judge(facts), facts), facts), nextRetryAt: null };
}

function judge({ ref, asterisk, contacts, refusal, optionsInterval }: PeerFacts): Omit<Judgement, 'nextRetryAt'> {
  const [contact] = contacts;
  if (contact !== undefined) {
    const peer = `The PBX at ${addressIn(contact.uri) ?? contact.uri}`;
    if (optionsInterval === 0) return { status: 'registered', ...toldNotAsked(peer) };
    return asterisk?.endpoint === 'offline'
      ? { status: 'unreachable', ...told('no_answer', `${peer} has registered and does not answer.`) }
      : { status: 'registered', code: null, reason: null, advice: null, sipCode: null };
  }
  if (refusal === undefined) {
    return { status: 'unreachable', ...told('peer_not_registered', `No PBX has registered as ${ref}.`) };
  }
  const { address, sipCode } = refusal;
  const reason =
    sipCode === 401 || sipCode === 407
      ? `The PBX at ${address} does not have the right user name or password (${sipCode}).`
      : `The PBX at ${address} could not register (${sipCode}).`;
  return { status: 'rejected', ...told('peer_refused', reason, sipCode) };
}
