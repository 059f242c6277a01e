import type { Misfit, RoutingRule, RoutingStep } from '@trunkline/contracts';

/** Rules looked at so far, and what happens, once one of them matched. */
export interface Walk {
  rules: RoutingRule[];
  steps: RoutingStep[] | null;
}

type Kind = RoutingRule['kind'];
type About = Partial<Pick<RoutingRule, 'id' | 'name' | 'pattern' | 'misfit'>>;

const rule = (outcome: RoutingRule['outcome'], kind: Kind, reason: string, about: About): RoutingRule => ({
  ...{ kind, id: null, name: null, pattern: null, misfit: null, outcome, reason },
  ...about,
});

/** What was found of a rule. */
export const found = {
  matched: (kind: Kind, reason: string, about: About = {}) => rule('matched', kind, reason, about),
  noMatch: (kind: Kind, reason: string, about: About = {}) => rule('no_match', kind, reason, about),
  disabled: (kind: Kind, reason: string, about: About = {}) => rule('disabled', kind, reason, about),
  notReached: (kind: Kind, reason: string, about: About = {}) => rule('not_reached', kind, reason, about),
};

/** Why a pattern does not take a number. */
export function told({ at, wants, has }: Misfit): string {
  if (wants === null) return `The number is too long: the pattern ends before its character ${at}, ${has}.`;
  if (has === null) return `The number is too short: as character ${at} the pattern wants ${wants}.`;
  return `Character ${at} of the number is ${has}, and the pattern wants ${wants}.`;
}

/** A step of which only what is given matters. */
export function step(kind: RoutingStep['kind'], text: string, more: Partial<RoutingStep> = {}): RoutingStep {
  const nothing = {
    id: null,
    name: null,
    number: null,
    callerId: null,
    callerHidden: false,
    maxCalls: null,
    maxCallsPerSecond: null,
    gateway: null,
    failoverOn: null,
    passedOver: false,
    seconds: null,
    groups: null,
    price: null,
  };
  return { kind, ...nothing, drawn: [], cause: null, ...more, text };
}

const answers: Readonly<Record<number, string>> = {
  1: 'Whoever calls hears that the number does not exist (404).',
  17: 'Whoever calls hears that it is busy (486).',
  19: 'Whoever calls hears that nobody answers (480).',
  20: 'Whoever calls hears that nobody can be reached now (480).',
  21: 'Whoever calls hears that the call was rejected (403).',
  34: 'Whoever calls hears that no line is free (503).',
};

/** The call ends with a cause of ITU-T Q.850. */
export const hangup = (cause: number): RoutingStep => step('hangup', answers[cause] ?? `Cause ${cause}.`, { cause });

/** The end of a call that no trunk of a route took. */
export const allTrunksFailed: RoutingStep = {
  ...hangup(34),
  text: 'Whoever calls hears that no line is free (503), or that it is busy (486) where the last one said so.',
};

/** Id and name of what a rule or a step is about. */
export const pick = ({ id, name }: { id: string; name: string }) => ({ id, name });
