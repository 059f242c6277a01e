import type { Call } from '@trunkline/contracts';
import type { CallDraft } from '@trunkline/domain';

let made = 0;

/** An event of the call `id`; of the call only what a publisher looks at is real. */
export function draftOf(type: CallDraft['type'], id: string, state: Call['state']): CallDraft {
  made += 1;
  return { type, id: `event-${made}`, at: '2026-01-31T12:00:00.000Z', data: { id, state } as Call };
}
