import type { RoutingQuestion } from '@trunkline/contracts';
import type { Routing } from '@trunkline/domain';
import { exampleSnapshot } from '../snapshot.fixture.js';
import { explainRouting } from './explain-routing.js';

const none = {
  ...{ extensions: [], numbers: [], routes: [], trunks: [], ringGroups: [], inboundRoutes: [], announcements: [] },
};
/** A Friday, ten o'clock in Berlin. */
export const friday = '2026-11-27T09:00:00Z';

/** The example without its emergency numbers and inbound routes. */
export function routing(disabled: Partial<Routing['disabled']> = {}): Routing {
  const example = exampleSnapshot();
  const outboundRoutes = example.outboundRoutes.filter(({ emergency }) => !emergency);
  const snapshot = { ...example, outboundRoutes, inboundRoutes: [] };
  const ids = new Map(snapshot.trunks.map(({ ref, id }) => [ref, id]));
  const trunkIds = new Map(
    snapshot.outboundRoutes.map(({ id, trunkRefs }) => [id, trunkRefs.flatMap((ref) => ids.get(ref) ?? [])]),
  );
  return { snapshot, disabled: { ...none, ...disabled }, trunkIds, passedOver: new Set() };
}

/** What is said of a question to the example. */
export function explain(
  question: Partial<RoutingQuestion> & { to: string },
  disabled: Partial<Routing['disabled']> = {},
) {
  return explained(routing(disabled), question);
}

/** What is said of a question to a configuration. */
export function explained(given: Routing, question: Partial<RoutingQuestion> & { to: string }, at = friday) {
  const asked = { direction: 'outbound', from: null, trunkId: null, at: null, ...question } as const;
  return explainRouting(given, asked, new Date(at));
}
