/** What the page was asked, as it stands in its address; without a number it was asked nothing yet. */
export interface ExplainSearch {
  direction?: 'inbound' | undefined;
  from?: string | undefined;
  to?: string | undefined;
}

export function readExplainSearch({ direction, from, to }: Record<string, unknown>): ExplainSearch {
  return { direction: direction === 'inbound' ? direction : undefined, from: textOf(from), to: textOf(to) };
}

// The router reads a number that stands in an address as one.
function textOf(value: unknown): string | undefined {
  const text = typeof value === 'number' || typeof value === 'string' ? String(value) : '';
  return text === '' ? undefined : text;
}
