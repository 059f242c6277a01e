import type { QueryClient, QueryKey } from '@tanstack/react-query';
import type { Page } from '@trunkline/contracts';
import { type Query, request } from './request';

/** One page of a list. */
export async function readPage<T>(path: string, query: Query, signal?: AbortSignal): Promise<Page<T>> {
  return (await request<Page<T>>('GET', path, { query, signal })).body;
}

interface Whole<T> {
  query?: Query;
  /** Hears what has come so far. */
  onPage?: (soFar: readonly T[]) => void;
}

/** A whole list, page by page: for the resources a person configures, of which there are hundreds mostly. */
export async function readAll<T>(path: string, signal?: AbortSignal, { query, onPage }: Whole<T> = {}): Promise<T[]> {
  const items: T[] = [];
  let cursor: string | undefined;
  do {
    const page: Page<T> = await readPage<T>(path, { ...query, limit: 200, cursor }, signal);
    items.push(...page.items);
    cursor = page.nextCursor ?? undefined;
    if (cursor !== undefined) onPage?.(items);
  } while (cursor !== undefined);
  return items;
}

const SHOWN_EVERY_MS = 500;

/** Shows the beginning of a long list, of which nothing is known yet, while the rest is on its way. */
export function showGrowing<T>(client: QueryClient, queryKey: QueryKey): (soFar: readonly T[]) => void {
  const isNew = client.getQueryData(queryKey) === undefined;
  let shownAt = Date.now();
  return (soFar) => {
    if (!isNew || Date.now() - shownAt < SHOWN_EVERY_MS) return;
    client.setQueryData(queryKey, [...soFar]);
    shownAt = Date.now();
  };
}

const LONG = 2000;

export const isLong = (data: unknown): boolean => Array.isArray(data) && data.length >= LONG;

/** A long list is not read again for every look at it: the live stream tells what changes most. */
export const staleTimeOf = ({ state }: { state: { data: readonly unknown[] | undefined } }): number =>
  isLong(state.data) ? 5 * 60_000 : 15_000;
