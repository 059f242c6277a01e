import { queryOptions } from '@tanstack/react-query';
import type { Login, PasswordChange, Principal } from '@trunkline/contracts';
import { ApiError } from './problem';
import { request } from './request';

async function readSession(signal?: AbortSignal): Promise<Principal | null> {
  try {
    return (await request<Principal>('GET', '/session', { signal })).body;
  } catch (error) {
    if (error instanceof ApiError && error.status === 401) return null;
    throw error;
  }
}

/** Who is logged in, null when nobody is. */
export const sessionQuery = queryOptions({
  queryKey: ['session'],
  queryFn: ({ signal }) => readSession(signal),
  staleTime: 5 * 60_000,
});

/** Logs in; the cookie is set by the answer and is out of reach of scripts. */
export async function logIn(login: Login): Promise<void> {
  await request('POST', '/session', { body: login });
}

export async function logOut(): Promise<void> {
  await request('DELETE', '/session');
}

/** Changes one's own password; one's other sessions end. */
export async function changePassword(body: PasswordChange): Promise<void> {
  await request('PUT', '/session/password', { body });
}
