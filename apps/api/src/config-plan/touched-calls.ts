import type { Call, ConfigPlan } from '@trunkline/contracts';
import type { ImageChange } from '@trunkline/domain';

/** How many of `calls` go through each resource that is changed or deleted. Pure. */
export function touchedCalls(changes: readonly ImageChange[], calls: readonly Call[]): ConfigPlan['liveCalls'] {
  const existing = new Map(changes.flatMap((change) => (change.before === null ? [] : [[change.id, change] as const])));
  return [...existing.values()].flatMap((change) => {
    const touched = calls.filter((call) => goesThrough(call, change)).length;
    return touched === 0 ? [] : [{ kind: change.kind, id: change.id, name: change.name, calls: touched }];
  });
}

function goesThrough(call: Call, { kind, id, before }: ImageChange): boolean {
  switch (kind) {
    case 'trunk':
      return call.trunkId === id || call.legs.some(({ endpoint }) => endpoint === before?.ref);
    case 'extension':
      return call.legs.some(({ endpoint }) => endpoint === before?.sipUsername);
    case 'number':
      return call.direction === 'inbound' && call.to.number === before?.number;
    case 'outbound_route':
      return call.routeId === id;
    // A call tells whom it reached, and not through which group.
    case 'ring_group':
    // What Asterisk takes by a reload holds for the next call.
    case 'settings':
    case 'certificate':
    case 'schedule':
    case 'inbound_route':
      return false;
  }
}
