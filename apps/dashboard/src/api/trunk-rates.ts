import { queryOptions } from '@tanstack/react-query';
import type { Rate, Trunk } from '@trunkline/contracts';
import { changeConfig, sendChange } from './config-change';
import { readPage } from './pages';
import { trunksQuery } from './trunks';

/** How many rates a panel shows. */
const SHOWN = 20;

/** The first rates whose prefix begins with `digits`, and the one that counts for a number of these digits. */
export const ratesQuery = (trunkId: string, digits: string) =>
  queryOptions({
    queryKey: [...trunksQuery.queryKey, trunkId, 'rates', digits],
    queryFn: async ({ signal }) => {
      const path = `/trunks/${trunkId}/rates`;
      const list = await readPage<Rate>(path, { prefix: digits, limit: SHOWN }, signal);
      const counting = digits === '' ? [] : (await readPage<Rate>(path, { number: digits }, signal)).items;
      return { rates: list.items, isMore: list.nextCursor !== null, counting: counting[0] ?? null };
    },
  });

/** Replaces all rates of a trunk by those of a file. */
export const putRates = (trunkId: string, file: File, currency: string) =>
  sendChange<Trunk>('PUT', `/trunks/${trunkId}/rates`, { query: { currency }, body: file });

export const deleteRates = (trunkId: string) => changeConfig<Trunk>('DELETE', `/trunks/${trunkId}/rates`);
