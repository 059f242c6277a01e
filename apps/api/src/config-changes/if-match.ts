import { AsyncLocalStorage } from 'node:async_hooks';
import { DomainError } from '@trunkline/domain';

const condition = new AsyncLocalStorage<string | undefined>();

/**
 * The `ETag` of a configured resource: the config revision that last changed it. That Asterisk refused it is told
 * without a new revision, so the tag tells it too; it names the same version.
 */
export const etagOf = (revision: number, refused = false): string => `"${revision}${refused ? '-refused' : ''}"`;

/** Runs `work` under the `If-Match` of its request. */
export function underIfMatch<T>(ifMatch: string | undefined, work: () => T): T {
  return condition.run(ifMatch, work);
}

/**
 * Refuses to change a resource that is not at the version the request names. Call it where the change is made, so
 * that nothing comes between. @throws DomainError precondition_failed.
 */
export function assertIfMatch(revision: number): void {
  const tags = [etagOf(revision), etagOf(revision, true)];
  assertTagMatches(tags, `It was changed meanwhile, in revision ${revision}. Read it again.`);
}

/** The same for what has `ETag`s of its own. @throws DomainError precondition_failed. */
export function assertTagMatches(etags: readonly string[], why: string): void {
  const ifMatch = condition.getStore();
  if (ifMatch !== undefined && !etags.some((etag) => isListed(ifMatch, etag)))
    throw new DomainError('precondition_failed', why);
}

/** Whether the tags of `If-Match` name this one: strong comparison (RFC 9110 section 8.8.3.2), a weak tag matches nothing. */
export function isListed(tags: string, etag: string): boolean {
  const listed = tags.split(',').map((tag) => tag.trim());
  return listed.includes('*') || listed.includes(etag);
}
