import { isDeepStrictEqual } from 'node:util';
import type { ResourceKind } from '@trunkline/contracts';

/** A configured resource as it is stored, without bookkeeping; secrets are envelopes. */
export type ResourceImage = Readonly<Record<string, unknown>>;

/** One change of a revision: `before` is null for what was created, `after` for what was deleted. */
export interface ImageChange {
  kind: ResourceKind;
  id: string;
  name: string;
  before: ResourceImage | null;
  after: ResourceImage | null;
}

/** A resource as it is now, and the revision that changed it last. */
export interface PresentResource {
  image: ResourceImage;
  revision: number;
}

/** Why a change cannot be undone: `change` is its place in the revision, `field` what was changed since. */
export interface RollbackConflict {
  change: number;
  field: string | null;
  message: string;
}

/** What undoes a revision, in the order in which it has to be done. Nothing of it when there are conflicts. */
export interface RollbackPlan {
  steps: ImageChange[];
  conflicts: RollbackConflict[];
}

/**
 * Undoes the changes of one revision, last one first, and keeps what later revisions changed elsewhere: a field goes
 * back if it still is what the revision made it. What was undone already needs no step. Pure.
 */
export function planRollback(
  changes: readonly ImageChange[],
  present: ReadonlyMap<string, PresentResource>,
): RollbackPlan {
  const now = new Map([...present].map(([id, { image }]) => [id, image]));
  const steps: ImageChange[] = [];
  const conflicts: RollbackConflict[] = [];
  for (const [place, change] of [...changes.entries()].reverse()) {
    const { kind, id, name } = change;
    const image = now.get(id) ?? null;
    const undone = undo(change, image);
    if ('fields' in undone) {
      const revision = present.get(id)?.revision;
      const since = revision === undefined ? '' : `, in revision ${revision}`;
      for (const field of undone.fields) {
        conflicts.push({ change: place, field, message: `${undone.message}${since}` });
      }
    } else if (!same(undone.image, image)) {
      steps.push({ kind, id, name, before: image, after: undone.image });
      if (undone.image === null) now.delete(id);
      else now.set(id, undone.image);
    }
  }
  return { steps: conflicts.length > 0 ? [] : steps, conflicts };
}

type Undone = { image: ResourceImage | null } | { fields: (string | null)[]; message: string };

function undo({ before, after }: ImageChange, now: ResourceImage | null): Undone {
  if (before === null) return undoCreation(after ?? {}, now);
  if (now === null) {
    return after === null ? { image: before } : { fields: [null], message: 'was deleted since' };
  }
  if (after === null) {
    return same(before, now) ? { image: now } : { fields: [null], message: 'is there again, and not as it was' };
  }
  const fields = differing(before, after);
  const touched = fields.filter((field) => !same(now[field], after[field]) && !same(now[field], before[field]));
  if (touched.length > 0) return { fields: touched, message: 'was changed since' };
  return { image: { ...now, ...Object.fromEntries(fields.map((field) => [field, before[field] ?? null])) } };
}

function undoCreation(made: ResourceImage, now: ResourceImage | null): Undone {
  if (now === null) return { image: null };
  const touched = differing(made, now);
  return touched.length > 0 ? { fields: touched, message: 'was changed since it was created' } : { image: null };
}

function differing(a: ResourceImage, b: ResourceImage): string[] {
  return [...new Set([...Object.keys(a), ...Object.keys(b)])].filter((field) => !same(a[field], b[field]));
}

/** A column that did not exist yet is null. */
function same(a: unknown, b: unknown): boolean {
  return isDeepStrictEqual(a ?? null, b ?? null);
}
