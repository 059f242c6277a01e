import { queryOptions } from '@tanstack/react-query';
import type { NumberCreate, PhoneNumber } from '@trunkline/contracts';
import { changeConfig } from './config-change';
import { readAll, showGrowing, staleTimeOf } from './pages';

/** All numbers. */
export const numbersQuery = queryOptions({
  queryKey: ['numbers'],
  queryFn: ({ signal, client, queryKey }) =>
    readAll<PhoneNumber>('/numbers', signal, { onPage: showGrowing(client, queryKey) }),
  staleTime: staleTimeOf,
});

export const createNumber = (body: NumberCreate) => changeConfig<PhoneNumber>('POST', '/numbers', body);
