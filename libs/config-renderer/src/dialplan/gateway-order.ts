import type { Gateway } from '@trunkline/contracts';

/** A gateway and its place in the list of its trunk. */
export interface PlacedGateway extends Gateway {
  index: number;
}

/**
 * The gateways of a trunk by priority, lowest first; those of one priority in the order of the list. Of each group one is
 * drawn by weight; those that follow it come next, and the first ones after the last.
 */
export function gatewayGroups(gateways: readonly Gateway[]): PlacedGateway[][] {
  const placed = gateways.map((gateway, index) => ({ ...gateway, index }));
  const priorities = [...new Set(placed.map(({ priority }) => priority))].sort((a, b) => a - b);
  return priorities.map((wanted) => placed.filter(({ priority }) => priority === wanted));
}

/** The orders that a group may be tried in: one for each member that may be drawn. */
export function rotations<T>(group: readonly T[]): T[][] {
  return group.map((_, first) => [...group.slice(first), ...group.slice(0, first)]);
}
