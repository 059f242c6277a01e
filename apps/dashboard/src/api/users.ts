import { queryOptions } from '@tanstack/react-query';
import type { User, UserCreate } from '@trunkline/contracts';
import { changeStored } from './config-change';
import { readAll } from './pages';
import { readVersion } from './versions';

export const usersQuery = queryOptions({
  queryKey: ['users'],
  queryFn: ({ signal }) => readAll<User>('/users', signal),
});

/** One user with its version, which the list has not. */
export const userQuery = (id: string) =>
  queryOptions({
    queryKey: ['users', id],
    queryFn: ({ signal }) => readVersion<User>(`/users/${encodeURIComponent(id)}`, signal),
  });

export const createUser = (body: UserCreate) => changeStored<User>('POST', '/users', body);
