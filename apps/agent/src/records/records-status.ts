import type { Component } from '@trunkline/contracts';
import { type DiskSpace, isFull } from './disk-watch.js';

/** What the status is made of. */
export interface RecordsFacts {
  /** Why reading or storing does not work, null when it does. */
  trouble: string | null;
  /** Bytes of the spool that are not stored yet. */
  lagBytes: number;
  /** Null when nobody knows. */
  free: DiskSpace | null;
}

const LAG_LIMIT = 8 * 1024 * 1024;

const size = (bytes: number): string => {
  const mega = bytes / 1024 / 1024;
  return mega >= 1 ? `${Math.floor(mega)} MB` : `${Math.floor(bytes / 1024)} kB`;
};

/** In words what keeps call records from being made or puts them at risk, null when nothing does. */
export function recordsProblem({ trouble, lagBytes, free }: RecordsFacts, least: DiskSpace): string | null {
  // A full disk loses call events without a word, so it is said first.
  if (isFull(free)) return 'The disk of the call event spool is full: call events are being lost. Make room.';
  if (free && (free.bytes < least.bytes || free.share < least.share))
    return `The disk of the call event spool is nearly full: ${size(free.bytes)} are left.`;
  if (trouble !== null) return trouble;
  if (lagBytes > LAG_LIMIT)
    return `Call records are behind: ${Math.ceil(lagBytes / 1024 / 1024)} MB wait in the spool.`;
  return null;
}

/** The status after these facts; `since` changes only with the status. */
export function nextStatus(before: Component, facts: RecordsFacts, least: DiskSpace, now: Date): Component {
  const detail = recordsProblem(facts, least);
  const status = detail === null ? 'up' : 'degraded';
  return { status, detail, since: status === before.status ? before.since : now.toISOString() };
}
