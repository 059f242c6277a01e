import type { Contact, ExtensionState, TrunkState } from '@trunkline/contracts';
import type { StoredState } from '@trunkline/persistence';
import type { ExtensionJudgement } from './extension-state.js';
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

  /** Whether this is worth telling: times and round trips alone are stored, and announced to nobody. */
  isNews(changed: StoredState): boolean {
    const last = this.states.get(key(changed.kind, changed.resourceId));
    if (last === undefined || isNews(last.state, changed.state)) return true;
    return changed.kind === 'extension' && last.kind === 'extension' && phonesChanged(last.state, changed.state);
  }

  /** Whether the history gets it: the status or the code is another. */
  isTurn({ kind, resourceId, state }: StoredState): boolean {
    const last = this.states.get(key(kind, resourceId))?.state;
    return last === undefined || last.status !== state.status || last.code !== state.code;
  }

  /** The new state of an extension when it differs from the last, else null. `since` moves with the status. */
  extension(resourceId: string, found: ExtensionJudgement, now: string): StoredState | null {
    const last = this.states.get(key('extension', resourceId));
    const before = last?.kind === 'extension' ? last.state : undefined;
    const known = new Map(before?.contacts.map(({ uri, since }) => [uri, since]));
    const state: ExtensionState = {
      ...found,
      contacts: found.contacts.map((contact) => ({ ...contact, since: known.get(contact.uri) ?? now })),
      since: before?.status === found.status ? before.since : now,
    };
    const same = before !== undefined && !isNews(before, state) && !phonesChanged(before, state);
    return same && !phonesMoved(before, state) ? null : { kind: 'extension', resourceId, state };
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

function isNews(before: StoredState['state'], found: Omit<StoredState['state'], 'since'>): boolean {
  return before.status !== found.status || before.reason !== found.reason || before.code !== found.code;
}

/** Asterisk tells whole seconds: two of them are the clock, not a change. */
function retryMoved(before: TrunkState, found: Judgement): boolean {
  if (before.nextRetryAt === null || found.nextRetryAt === null) return before.nextRetryAt !== found.nextRetryAt;
  return Math.abs(Date.parse(before.nextRetryAt) - Date.parse(found.nextRetryAt)) > 2000;
}

/** Phones that came, went, answer or answer no more, and another refusal. */
function phonesChanged(before: ExtensionState, found: ExtensionState): boolean {
  const told = ({ uri, userAgent, reachable }: Contact) => [uri, userAgent, reachable];
  const refusal = ({ refused }: ExtensionState) => [refused?.code, refused?.address];
  const all = (state: ExtensionState) => JSON.stringify([state.contacts.map(told), refusal(state)]);
  return all(before) !== all(found);
}

/** What changes with every registration or OPTIONS is stored when it has changed by enough to matter. */
function phonesMoved(before: ExtensionState, found: ExtensionState): boolean {
  if (apart(before.refused?.at, found.refused?.at) > 30_000) return true;
  return found.contacts.some(({ expiresAt, roundTripMs }, index) => {
    const last = before.contacts[index];
    const moved = Math.abs((last?.roundTripMs ?? 0) - (roundTripMs ?? 0));
    return apart(last?.expiresAt, expiresAt) > 10_000 || moved > Math.max(20, (last?.roundTripMs ?? 0) / 2);
  });
}

function apart(before: string | null | undefined, after: string | null | undefined): number {
  return before && after ? Math.abs(Date.parse(before) - Date.parse(after)) : 0;
}
