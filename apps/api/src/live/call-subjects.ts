import type { LiveEvent } from '@trunkline/contracts';
import { callSubjects } from '@trunkline/persistence';
import type { DataSource } from '../database/types.js';
import { callIdOf, subjectsOf } from './event-selection.js';
import type { StreamEntry } from './recent-events.js';

const none: ReadonlySet<string> = new Set();

/** Remembers of each call that goes on which trunks and extensions it has named, so that filters follow it to its end. */
export class CallSubjects {
  private readonly calls = new Map<string, ReadonlySet<string>>();

  of(callId: string): ReadonlySet<string> {
    return this.calls.get(callId) ?? none;
  }

  clear(): void {
    this.calls.clear();
  }

  /** Calls of `events` of which it is neither remembered nor said among them what they named before. */
  missing(events: readonly LiveEvent[]): string[] {
    const known = new Set<string>();
    const missing: string[] = [];
    for (const event of events) {
      const id = callIdOf(event);
      if (id === undefined || known.has(id)) continue;
      known.add(id);
      if (event.type !== 'call.started' && !this.calls.has(id)) missing.push(id);
    }
    return missing;
  }

  /** Reads from the log what is missing for `events`. */
  async prepare(source: DataSource, events: readonly LiveEvent[]): Promise<void> {
    for (const [id, subjects] of await callSubjects(source, this.missing(events))) this.calls.set(id, subjects);
  }

  /** The next event of the log with what its call named up to it. */
  next(event: LiveEvent): StreamEntry {
    const id = callIdOf(event);
    const own = subjectsOf(event);
    if (id === undefined) return entryOf(event, new Set(own));
    const before = this.of(id);
    const subjects = own.every((subject) => before.has(subject)) ? before : new Set([...before, ...own]);
    if (event.type === 'call.ended' || event.type === 'call.merged') this.calls.delete(id);
    else this.calls.set(id, subjects);
    return entryOf(event, subjects);
  }
}

/** An event as it is kept for clients; `subjects` matters to those that ask for some of them. */
export function entryOf(event: LiveEvent, subjects: ReadonlySet<string> = none): StreamEntry {
  const [topic = ''] = event.type.split('.');
  return { seq: event.seq, topic, callId: callIdOf(event), json: JSON.stringify(event), subjects };
}

/** Events that were read from the log apart, with all that their calls ever named. */
export async function withSubjects(source: DataSource, events: readonly LiveEvent[]): Promise<StreamEntry[]> {
  const subjects = new CallSubjects();
  await subjects.prepare(source, events);
  return events.map((event) => subjects.next(event));
}
