import { isDeepStrictEqual } from 'node:util';
import type { GoneResource } from '../deleted/deleted-resources.js';
import type { StoredChange } from '../entities/config-revision.entity.js';
import { storableJson } from '../entities/storable.js';

/** Nothing was changed, so there is no revision. The transaction was rolled back. */
export class EmptyConfigChange extends Error {
  override readonly name = 'EmptyConfigChange';
  constructor() {
    super('The configuration change changes nothing.');
  }
}

/** A change of one resource, as its entity was before (null when created) and is after (null when deleted). */
export interface ChangeEntry {
  kind: StoredChange['kind'];
  id: string;
  action: StoredChange['action'];
  name: string;
  before: object | null;
  after: object | null;
}

/**
 * What one config revision consists of. `revision` is its number: put it into the resources that you save. With
 * `restores` what it creates was there before.
 */
export class ConfigChange {
  private readonly entries: StoredChange[] = [];
  /** What it deletes, whole. */
  readonly gone: GoneResource[] = [];

  constructor(
    readonly revision: number,
    private readonly restores = false,
  ) {}

  /** Adds a change. An update that leaves everything but `revision` and times as it was is no change. */
  record(entry: ChangeEntry): void {
    const before = imageOf(entry.before);
    const after = imageOf(entry.after);
    if (isDeepStrictEqual(before, after)) return;
    this.entries.push({ ...entry, before, after });
    const { kind, id, name } = entry;
    if (entry.before !== null && after === null && kind !== 'settings')
      this.gone.push({ kind, id, name, row: entry.before });
  }

  get changes(): readonly StoredChange[] {
    return this.entries;
  }

  /** `created trunk Carrier A, updated extension Ada` */
  get summary(): string {
    const verbs = { create: this.restores ? 'restored' : 'created', update: 'updated', delete: 'deleted' };
    return this.entries.map((e) => `${verbs[e.action]} ${e.kind.replace('_', ' ')} ${e.name}`).join(', ');
  }
}

const bookkeeping = new Set(['revision', 'createdAt', 'updatedAt']);

/** The entity as plain JSON without bookkeeping. Secrets must be sealed: a clear one is a programming error. */
export function imageOf(entity: object | null): Record<string, unknown> | null {
  if (entity === null) return null;
  const kept: Record<string, unknown> = {};
  for (const [key, value] of Object.entries(entity)) {
    if (/^(password|secret|privateKey|voicemailPin)$/i.test(key))
      throw new TypeError(`A config change must not hold ${key} in clear.`);
    if (!bookkeeping.has(key) && value !== undefined) kept[key] = storableJson(value);
  }
  return kept;
}
