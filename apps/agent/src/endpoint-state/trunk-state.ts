import { nextRegisterIn } from '@trunkline/config-renderer';
import type { TrunkState } from '@trunkline/contracts';
import type { SeenRegistration } from './asterisk-view.js';
import type { Silence } from './probe-carrier.js';
import type { RegistrationOutcome } from './registration-trace.js';
import type { SourceFacts } from './source-facts.js';
import {
  type Told,
  told,
  toldBreaker,
  toldGateways,
  toldNotAsked,
  toldRefusal,
  toldSilence,
  toldSources,
} from './trunk-words.js';

/** What is known of one trunk. `endpoint` is ARI's state of it, undefined when Asterisk does not have it. */
export interface TrunkFacts {
  enabled: boolean;
  /** Null while Asterisk cannot be asked. */
  asterisk: { endpoint: string | undefined; registration: SeenRegistration | undefined } | null;
  /** `host:port` for people. */
  carrier: string;
  /** What went over the wire; nothing when the name does not resolve or a connection is refused. */
  lastAnswer: RegistrationOutcome | undefined;
  outcome: RegistrationOutcome | undefined;
  /** `host:port` of the gateways that were asked by OPTIONS and do not answer. */
  silentGateways: readonly string[];
  /** Whose breaker is not closed: `host:port` of gateways, null for the trunk itself. */
  passedOver: readonly (string | null)[];
  /** Seconds between the OPTIONS that ask the carrier; 0: it is not asked. */
  optionsInterval: number;
  /** What a look into the silence found, if there was one. */
  silence: Silence | undefined;
  sources: SourceFacts;
  now: number;
}

/** A state without the time since when it holds. */
export type Judgement = Omit<TrunkState, 'since'>;

const nothing: Told = { code: null, reason: null, advice: null, sipCode: null };
/** A carrier in use answers REGISTER at once; this is three times sent again. */
const silentAfter = 4000;

/** Status and reason in words. Pure. */
export function trunkState(facts: TrunkFacts): Judgement {
  const judged = withSources(withBreaker(withoutAsterisk(facts) ?? judge(facts), facts), facts);
  return { ...judged, nextRetryAt: judged.status === 'rejected' ? nextRetry(facts) : null };
}

/** When Asterisk registers anew after a refusal; null while it does, or when that should have been. */
function nextRetry({ outcome, now }: TrunkFacts): string | null {
  if (outcome?.kind !== 'refused') return null;
  const at = outcome.at + nextRegisterIn(outcome.sipCode, outcome.retryAfterSeconds) * 1000;
  return at < now ? null : new Date(at).toISOString();
}

/** What became of calls is told of a trunk that could carry them, unless it is known why. */
export function withBreaker(judged: Omit<Judgement, 'nextRetryAt'>, { passedOver }: TrunkFacts): typeof judged {
  const canCarry = ['registered', 'reachable', 'unknown'].includes(judged.status);
  if (passedOver.length === 0 || !canCarry || (judged.code !== null && judged.code !== 'not_asked')) return judged;
  const gateways = passedOver.filter((gateway) => gateway !== null);
  return { status: judged.status, ...toldBreaker(gateways.length === 0 ? null : gateways) };
}

/** Where calls come from is told of a trunk that carries calls otherwise. */
export function withSources(judged: Omit<Judgement, 'nextRetryAt'>, { sources, asterisk }: TrunkFacts): typeof judged {
  const isWorking = asterisk !== null && ['registered', 'reachable', 'unknown'].includes(judged.status);
  if (!isWorking || (judged.code !== null && judged.code !== 'not_asked')) return judged;
  const problem = toldSources(sources);
  return problem === null ? judged : { status: judged.status, ...problem };
}

/** The state of a trunk of which Asterisk says nothing; null when it does. */
export function withoutAsterisk({ enabled, asterisk }: TrunkFacts): Omit<Judgement, 'nextRetryAt'> | null {
  if (!enabled) return { status: 'disabled', ...nothing };
  if (asterisk === null) return { status: 'unknown', ...told('asterisk_away', 'Asterisk is not reachable.') };
  const isThere = asterisk.endpoint !== undefined;
  return isThere ? null : { status: 'unknown', ...told('not_in_asterisk', 'Asterisk does not have this trunk yet.') };
}

function judge(facts: TrunkFacts): Omit<Judgement, 'nextRetryAt'> {
  const { carrier, lastAnswer } = facts;
  const { endpoint = '', registration } = facts.asterisk ?? {};
  if (registration === undefined) return byQualify(endpoint, facts);
  if (registration.status === 'Registered') return registered(endpoint, facts);
  if (isSilent(facts)) return unreachable(facts);
  if (lastAnswer?.kind === 'refused') return { status: 'rejected', ...toldRefusal(carrier, lastAnswer) };
  return { status: 'registering', ...nothing };
}

/**
 * A REGISTER without an answer fails after 32 s; this says so earlier. An endpoint is offline from its making until its
 * first OPTIONS is answered: that alone is no news of a carrier that has not been heard yet.
 */
function isSilent(facts: TrunkFacts): boolean {
  const { asterisk, outcome, lastAnswer, silence, now } = facts;
  if (outcome?.kind === 'waiting' && now - outcome.since >= silentAfter) return true;
  if (asterisk?.endpoint === 'offline' && lastAnswer?.kind === 'accepted') return !heardNow(facts);
  if (asterisk?.endpoint === 'offline' && lastAnswer === undefined && silence !== undefined && silence !== 'no_answer')
    return true;
  // Rejected without a word on the wire: it was never sent.
  return asterisk?.registration?.status === 'Rejected' && outcome === undefined && lastAnswer === undefined;
}

/** After a reload an endpoint is offline until its next OPTIONS, which goes out within the interval. */
function heardNow({ lastAnswer, optionsInterval, now }: TrunkFacts): boolean {
  return lastAnswer?.kind === 'accepted' && now - lastAnswer.at < optionsInterval * 1000;
}

function unreachable({ carrier, silence }: TrunkFacts): Omit<Judgement, 'nextRetryAt'> {
  return { status: 'unreachable', ...toldSilence(carrier, silence ?? 'no_answer') };
}

function byQualify(endpoint: string, facts: TrunkFacts): Omit<Judgement, 'nextRetryAt'> {
  if (facts.optionsInterval === 0) return { status: 'unknown', ...toldNotAsked(facts.carrier) };
  if (endpoint === 'online') return { status: 'reachable', ...someGateways(facts) };
  return endpoint === 'offline' ? unreachable(facts) : { status: 'unknown', ...nothing };
}

/** Asterisk sends no call to an address that fails its qualify, whatever the registrar says. */
function registered(endpoint: string, facts: TrunkFacts): Omit<Judgement, 'nextRetryAt'> {
  if (facts.optionsInterval === 0) return { status: 'registered', ...toldNotAsked(facts.carrier) };
  if (endpoint !== 'offline' || heardNow(facts)) return { status: 'registered', ...someGateways(facts) };
  const { reason, ...rest } = unreachable(facts);
  return { ...rest, reason: `${reason} No call is sent to it.` };
}

/** While one gateway answers the trunk can be used. */
const someGateways = ({ silentGateways }: TrunkFacts): Told =>
  silentGateways.length === 0 ? nothing : toldGateways(silentGateways);
