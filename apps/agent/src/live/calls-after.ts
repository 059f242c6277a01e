import type { Call } from '@trunkline/contracts';
import type { CallDraft } from '@trunkline/domain';

/** The calls as these events leave them: those that go on, and those that are over. */
export function callsAfter(drafts: readonly CallDraft[]): { open: Call[]; over: Call[] } {
  const latest = new Map(drafts.map(({ data }) => [data.id, data]));
  const calls = [...latest.values()];
  return { open: calls.filter(({ state }) => state !== 'ended'), over: calls.filter(({ state }) => state === 'ended') };
}
