import type { RoutingRule, RoutingStep } from '@trunkline/contracts';

type Kind = RoutingRule['kind'];
type About = Partial<Pick<RoutingRule, 'id' | 'name' | 'pattern'>>;

const rule = (outcome: RoutingRule['outcome'], kind: Kind, reason: string, about: About): RoutingRule => ({
  ...{ kind, id: null, name: null, pattern: null, outcome, reason },
  ...about,
});

/** What was found of a rule. */
export const found = {
  matched: (kind: Kind, reason: string, about: About = {}) => rule('matched', kind, reason, about),
  noMatch: (kind: Kind, reason: string, about: About = {}) => rule('no_match', kind, reason, about),
  disabled: (kind: Kind, reason: string, about: About = {}) => rule('disabled', kind, reason, about),
  notReached: (kind: Kind, reason: string, about: About = {}) => rule('not_reached', kind, reason, about),
};

/** A step of which only what is given matters. */
export function step(kind: RoutingStep['kind'], text: string, more: Partial<RoutingStep> = {}): RoutingStep {
  return { kind, id: null, name: null, number: null, callerId: null, maxCalls: null, cause: null, ...more, text };
}

const answers: Readonly<Record<number, string>> = {
  1: 'Whoever calls hears that the number does not exist (404).',
  20: 'Whoever calls hears that nobody can be reached now (480).',
  34: 'Whoever calls hears that no line is free (503).',
};

/** The call ends with a cause of ITU-T Q.850. */
export const hangup = (cause: number): RoutingStep => step('hangup', answers[cause] ?? `Cause ${cause}.`, { cause });
