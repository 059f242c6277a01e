import { queryOptions } from '@tanstack/react-query';
import type { NumberCreate, NumberPatch, PhoneNumber } from '@trunkline/contracts';
import { changeConfig } from './config-change';
import { readAll } from './pages';

/** All numbers. */
export const numbersQuery = queryOptions({
  queryKey: ['numbers'],
  queryFn: ({ signal }) => readAll<PhoneNumber>('/numbers', signal),
});

export const createNumber = (body: NumberCreate) => changeConfig<PhoneNumber>('POST', '/numbers', body);
export const patchNumber = (id: string, body: NumberPatch) =>
  changeConfig<PhoneNumber>('PATCH', `/numbers/${id}`, body);
export const deleteNumber = (id: string) => changeConfig<void>('DELETE', `/numbers/${id}`);
