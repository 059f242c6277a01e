import { request } from './request';

/** A resource at one version, which its `ETag` names. */
export interface Versioned<T> {
  value: T;
  etag: string;
}

/** The newest version of the resource at `path`. */
export async function readVersion<T>(path: string, signal?: AbortSignal): Promise<Versioned<T>> {
  const { body, headers } = await request<T>('GET', path, { signal });
  return { value: body, etag: headers.get('etag') ?? '' };
}

/** A configured resource that was read in a list, where no `ETag` stands beside it: its revision is its version. */
export function ofRevision<T extends { revision: number }>(value: T): Versioned<T> {
  return { value, etag: `"${value.revision}"` };
}
