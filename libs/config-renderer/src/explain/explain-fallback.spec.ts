import type { Destination } from '@trunkline/contracts';
import { expect, it } from 'vitest';
import { exampleSnapshot } from '../snapshot.fixture.js';
import { explained, routing } from './explain.fixture.js';

const { extensions, outboundRoutes } = exampleSnapshot();
const [first = expect.fail('no extension'), second = expect.fail('no second')] = extensions;
const [route = expect.fail('no route')] = outboundRoutes;

const to = (extensionId: string) => ({ type: 'extension', extensionId }) as const;
const over = { type: 'external', number: '+15550100001', outboundRouteId: route.id } as const;
const gone = to('0190a000-0000-7000-8000-0000000000aa');

/** The kinds of the steps of a call to a number of ours. */
function stepsOf(destination: Destination, fallback: Destination): string[] {
  const given = routing();
  given.snapshot.numbers = [{ id: first.id, number: '+15550300001', destination, fallback }];
  return explained(given, { direction: 'inbound', to: '15550300001' }).steps.map(({ kind }) => kind);
}

it('goes on to the fallback where the destination cannot be reached, once', () => {
  expect(stepsOf(to(second.id), over)).toEqual(['ring', 'fallback', 'trunk', 'trunk', 'trunk', 'trunk', 'hangup']);
  expect(stepsOf(gone, to(second.id))).toEqual(['fallback', 'ring']);
  expect(stepsOf(over, to(second.id)).slice(-3)).toEqual(['hangup', 'fallback', 'ring']);
});

it('does not where a mailbox answers in any case, or the call is refused on purpose', () => {
  expect(stepsOf(to(first.id), over)).toEqual(['ring', 'leave_message']);
  expect(stepsOf({ type: 'hangup', cause: 'unavailable' }, over)).toEqual(['hangup']);
});
