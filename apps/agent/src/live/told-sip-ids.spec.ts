import type { CallDraft } from '@trunkline/domain';
import { expect, it } from 'vitest';
import { ToldSipIds } from './told-sip-ids.js';

const draft = (type: CallDraft['type'], id: string, ids: readonly (string | null)[]): CallDraft =>
  ({ type, data: { id, legs: ids.map((sipCallId) => ({ sipCallId })) } }) as unknown as CallDraft;

it('knows the SIP Call-IDs of calls that ended, each once', () => {
  const told = new ToldSipIds();
  told.note([draft('call.updated', 'a', ['x@h']), draft('call.ended', 'b', ['y@h', null, 'z@h', 'y@h'])]);
  expect([told.of('a'), told.of('b'), told.of('c')]).toEqual([[], ['y@h', 'z@h'], []]);
});

it('forgets the oldest', () => {
  const told = new ToldSipIds(2);
  for (const id of ['a', 'b', 'c']) told.note([draft('call.ended', id, [`${id}@h`])]);
  expect([told.of('a'), told.of('b'), told.of('c')]).toEqual([[], ['b@h'], ['c@h']]);
});
