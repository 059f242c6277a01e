import type { Page } from '@trunkline/contracts';
import { type Query, request } from './request';

/** One page of a list. */
export async function readPage<T>(path: string, query: Query, signal?: AbortSignal): Promise<Page<T>> {
  return (await request<Page<T>>('GET', path, { query, signal })).body;
}

/** A whole list, page by page: for the resources a person configures, of which there are hundreds at most. */
export async function readAll<T>(path: string, signal?: AbortSignal, query: Query = {}): Promise<T[]> {
  const items: T[] = [];
  let cursor: string | undefined;
  do {
    const page: Page<T> = await readPage<T>(path, { ...query, limit: 200, cursor }, signal);
    items.push(...page.items);
    cursor = page.nextCursor ?? undefined;
  } while (cursor !== undefined);
  return items;
}
