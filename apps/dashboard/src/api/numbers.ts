import { queryOptions } from '@tanstack/react-query';
import type { NumberCreate, PhoneNumber } from '@trunkline/contracts';
import { changeConfig } from './config-change';
import { readAll } from './pages';

/** All numbers. */
export const numbersQuery = queryOptions({
  queryKey: ['numbers'],
  queryFn: ({ signal }) => readAll<PhoneNumber>('/numbers', signal),
});

export const createNumber = (body: NumberCreate) => changeConfig<PhoneNumber>('POST', '/numbers', body);
