import { queryOptions } from '@tanstack/react-query';
import type { User, UserCreate, UserPatch } from '@trunkline/contracts';
import { readAll } from './pages';
import { request } from './request';

export const usersQuery = queryOptions({
  queryKey: ['users'],
  queryFn: ({ signal }) => readAll<User>('/users', signal),
});

export async function createUser(body: UserCreate): Promise<User> {
  return (await request<User>('POST', '/users', { body })).body;
}

export async function changeUser(id: string, body: UserPatch): Promise<User> {
  return (await request<User>('PATCH', `/users/${id}`, { body })).body;
}

export async function deleteUser(id: string): Promise<void> {
  await request('DELETE', `/users/${id}`);
}
