import type { RoutingQuestion } from '@trunkline/contracts';

/** What the page was asked, as it stands in its address; without a number it was asked nothing yet. */
export interface ExplainSearch {
  direction?: 'inbound' | undefined;
  from?: string | undefined;
  to?: string | undefined;
  trunk?: string | undefined;
  /** The local time, as an input has it: `2026-12-24T10:00`. */
  at?: string | undefined;
}

export function readExplainSearch({ direction, ...rest }: Record<string, unknown>): ExplainSearch {
  const [from, to, trunk, at] = [textOf(rest.from), textOf(rest.to), textOf(rest.trunk), textOf(rest.at)];
  return { direction: direction === 'inbound' ? direction : undefined, from, to, trunk, at };
}

/** The question that an address asks; what is no time is now. */
export function questionOf({ direction, from, to, trunk, at }: ExplainSearch): RoutingQuestion {
  const time = new Date(at ?? '');
  const inbound = direction === 'inbound';
  return {
    direction: direction ?? 'outbound',
    from: from ?? null,
    to: to ?? '',
    trunkId: (inbound && trunk) || null,
    at: inbound && !Number.isNaN(time.getTime()) ? time.toISOString() : null,
  };
}

// The router reads a number that stands in an address as one.
function textOf(value: unknown): string | undefined {
  const text = typeof value === 'number' || typeof value === 'string' ? String(value) : '';
  return text === '' ? undefined : text;
}
