import type { Component } from '@trunkline/contracts';

/** What the status is made of. */
export interface RecordsFacts {
  /** Why reading or storing does not work, null when it does. */
  trouble: string | null;
  /** Bytes of the spool that are not stored yet. */
  lagBytes: number;
  /** Free bytes and the share of the disk they are, null when nobody knows. */
  free: { bytes: number; share: number } | null;
}

const LAG_LIMIT = 8 * 1024 * 1024;
const FREE_LIMIT = { bytes: 200 * 1024 * 1024, share: 0.02 };

/** In words what keeps call records from being made or puts them at risk, null when nothing does. */
export function recordsProblem({ trouble, lagBytes, free }: RecordsFacts): string | null {
  // A full disk loses call events without a word, so it is said first.
  if (free && (free.bytes < FREE_LIMIT.bytes || free.share < FREE_LIMIT.share))
    return `The disk of the call event spool is nearly full: ${Math.floor(free.bytes / 1024 / 1024)} MB are left.`;
  if (trouble !== null) return trouble;
  if (lagBytes > LAG_LIMIT)
    return `Call records are behind: ${Math.ceil(lagBytes / 1024 / 1024)} MB wait in the spool.`;
  return null;
}

/** The status after these facts; `since` changes only with the status. */
export function nextStatus(before: Component, facts: RecordsFacts, now: Date): Component {
  const detail = recordsProblem(facts);
  const status = detail === null ? 'up' : 'degraded';
  return { status, detail, since: status === before.status ? before.since : now.toISOString() };
}
