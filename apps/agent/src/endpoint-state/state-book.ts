import type { ExtensionState, TrunkState } from '@trunkline/contracts';
import type { StoredState } from '@trunkline/persistence';
import type { Judgement } from './trunk-state.js';

/** The states last published; tells what is news. */
export class StateBook {
  private readonly states = new Map<string, StoredState>();

  /** Takes over what is stored. */
  load(stored: readonly StoredState[]): void {
    this.states.clear();
    for (const state of stored) this.states.set(key(state.kind, state.resourceId), state);
  }

  /** The new state of a trunk when it differs from the last, else null. `since` moves with the status. */
  trunk(resourceId: string, found: Judgement, now: string): StoredState | null {
    const last = this.states.get(key('trunk', resourceId));
    const before = last?.kind === 'trunk' ? last.state : undefined;
    if (before !== undefined && !isNews(before, found) && !retryMoved(before, found)) return null;
    const since = before?.status === found.status ? before.since : now;
    return { kind: 'trunk', resourceId, state: { ...found, since } };
  }

  /** Whether this is worth telling: the time of the next try alone is stored, and announced to nobody. */
  isNews(changed: StoredState): boolean {
    const last = this.states.get(key(changed.kind, changed.resourceId));
    if (changed.kind !== 'trunk' || last?.kind !== 'trunk') return true;
    return isNews(last.state, changed.state);
  }

  /** The new state of an extension when it differs from the last, else null. */
  extension(resourceId: string, state: ExtensionState): StoredState | null {
    const last = this.states.get(key('extension', resourceId));
    if (last?.kind === 'extension' && last.state.status === state.status) return null;
    return { kind: 'extension', resourceId, state };
  }

  /** Whether calls could reach the resource when it was last looked at. */
  worked(kind: 'trunk' | 'extension', resourceId: string): boolean {
    const status = this.states.get(key(kind, resourceId))?.state.status;
    return status === 'online' || status === 'reachable' || status === 'registered';
  }

  /** States of resources that are no more. */
  gone(existing: ReadonlySet<string>): StoredState[] {
    return [...this.states.values()].filter(({ resourceId }) => !existing.has(resourceId));
  }

  /** These are stored now. */
  store(changed: readonly StoredState[], removed: readonly StoredState[]): void {
    for (const state of changed) this.states.set(key(state.kind, state.resourceId), state);
    for (const state of removed) this.states.delete(key(state.kind, state.resourceId));
  }
}

function key(kind: string, resourceId: string): string {
  return `${kind} ${resourceId}`;
}

function isNews(before: TrunkState, found: Judgement): boolean {
  return before.status !== found.status || before.reason !== found.reason || before.code !== found.code;
}

/** Asterisk tells whole seconds: two of them are the clock, not a change. */
function retryMoved(before: TrunkState, found: Judgement): boolean {
  if (before.nextRetryAt === null || found.nextRetryAt === null) return before.nextRetryAt !== found.nextRetryAt;
  return Math.abs(Date.parse(before.nextRetryAt) - Date.parse(found.nextRetryAt)) > 2000;
}
