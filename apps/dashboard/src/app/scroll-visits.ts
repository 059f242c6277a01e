import type { ParsedLocation, RouterEvents } from '@tanstack/react-router';

const visits = new Map<string, string>();

const entryOf = ({ state, href }: ParsedLocation): string => state.__TSR_key ?? href;
const pageOf = ({ pathname }: ParsedLocation): string => pathname.split('/')[1] ?? '';

/** The visit of a page that a place in the history belongs to: opening a panel or filtering is no new visit. */
export const visitOf = (location: ParsedLocation): string => visits.get(entryOf(location)) ?? entryOf(location);

/** Notes whether a navigation stays on the page, so that it keeps its place, or begins a visit, at the top. */
export function noteVisit({ fromLocation: from, toLocation: to }: RouterEvents['onBeforeLoad']): void {
  const entry = entryOf(to);
  if (from && pageOf(from) === pageOf(to) && !visits.has(entry)) visits.set(entry, visitOf(from));
}
