import { queryOptions } from '@tanstack/react-query';
import { isTimezone, type Overview } from '@trunkline/contracts';
import { request } from './request';

/** The overview with the hours of this browser's clock: asked every 30 seconds while the page is seen. */
export const overviewQuery = queryOptions({
  queryKey: ['overview'],
  queryFn: async ({ signal }) =>
    (await request<Overview>('GET', '/overview', { query: { timezone: ownTimezone() }, signal })).body,
  refetchInterval: 30_000,
  // Whoever comes back from a form sees what it changed.
  staleTime: 0,
});

/** Undefined, for UTC, where the browser does not know its time zone, or by a name of its own. */
function ownTimezone(): string | undefined {
  const { timeZone } = Intl.DateTimeFormat().resolvedOptions();
  return isTimezone(timeZone) ? timeZone : undefined;
}
