import { AsyncLocalStorage } from 'node:async_hooks';
import { DomainError } from '@trunkline/domain';

const condition = new AsyncLocalStorage<string | undefined>();

/** The `ETag` of a configured resource: the config revision that last changed it. */
export const etagOf = (revision: number): string => `"${revision}"`;

/** Runs `work` under the `If-Match` of its request. */
export function underIfMatch<T>(ifMatch: string | undefined, work: () => T): T {
  return condition.run(ifMatch, work);
}

/**
 * Refuses to change a resource that is not at the version the request names. Call it where the change is made, so
 * that nothing comes between. @throws DomainError precondition_failed.
 */
export function assertIfMatch(revision: number): void {
  assertTagMatches(etagOf(revision), `It was changed meanwhile, in revision ${revision}. Read it again.`);
}

/** The same for what has an `ETag` of its own. @throws DomainError precondition_failed. */
export function assertTagMatches(etag: string, why: string): void {
  const ifMatch = condition.getStore();
  if (ifMatch !== undefined && !listed(ifMatch, etag)) throw new DomainError('precondition_failed', why);
}

/** Strong comparison (RFC 9110 section 8.8.3.2): a weak tag matches nothing. */
export function matches(tags: string, revision: number): boolean {
  return listed(tags, etagOf(revision));
}

function listed(tags: string, etag: string): boolean {
  const all = tags.split(',').map((tag) => tag.trim());
  return all.includes('*') || all.includes(etag);
}
