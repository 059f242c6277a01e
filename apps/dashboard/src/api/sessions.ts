import { queryOptions } from '@tanstack/react-query';
import type { Session } from '@trunkline/contracts';
import { readAll } from './pages';
import { request } from './request';

/** The sessions of everybody for who manages access, else one's own. */
export const sessionsQuery = (everybody: boolean) =>
  queryOptions({
    queryKey: ['sessions', everybody],
    queryFn: ({ signal }) => readAll<Session>('/sessions', signal, everybody ? { query: { scope: 'all' } } : {}),
  });

export async function endSession(id: string): Promise<void> {
  await request('DELETE', `/sessions/${id}`);
}

/** Ends one's own sessions but for this one. */
export async function endOtherSessions(): Promise<void> {
  await request('DELETE', '/sessions');
}
