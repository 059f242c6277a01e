import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { directoryOf } from '../directory/directory.js';
import { CallBoard, type CallDraft } from './call-board.js';

const at = (n: number) => `00000000-0000-4000-8000-0000000000a${n}`;
const directory = directoryOf({
  trunks: [{ id: at(1), ref: 't_aaaaaaaaaa', name: 'Carrier' }],
  extensions: [
    { id: at(2), sipUsername: 'e_aaaaaaaaaa', number: '1001', name: 'Ada' },
    { id: at(3), sipUsername: 'e_bbbbbbbbbb', number: '1002', name: 'Ben' },
    { id: at(4), sipUsername: 'e_cccccccccc', number: '1003', name: 'Cleo' },
  ],
  routes: [],
  numbers: [{ id: at(5), number: '+15550200001' }],
});

type AriEvent = { type: string; timestamp: string };

/** Events of calls that phones handed on, recorded from Asterisk 22.10.1. */
const recorded = (name: string): AriEvent[] =>
  readFileSync(new URL(`./recorded/${name}.jsonl`, import.meta.url), 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as AriEvent);

/** What is published of them. */
function published(name: string): CallDraft[] {
  let id = 0;
  const board = new CallBoard({
    nodeId: 'node-1',
    now: () => new Date('2026-11-26T02:00:00Z'),
    newId: () => `id-${++id}`,
  });
  board.directory = directory;
  const drafts = recorded(name).flatMap((event) => board.take(event));
  expect(board.list()).toEqual([]);
  return drafts;
}

const told = (drafts: readonly CallDraft[], type: CallDraft['type']) => drafts.filter((draft) => draft.type === type);

it('given a blind transfer of a call in, then it stays one call with three legs', () => {
  const drafts = published('transfer-blind');
  expect(told(drafts, 'call.started')).toHaveLength(1);
  expect(told(drafts, 'call.merged')).toHaveLength(0);
  const [ended] = told(drafts, 'call.ended');
  expect(ended?.data).toMatchObject({
    direction: 'inbound',
    trunkName: 'Carrier',
    numberId: at(5),
    to: { number: '+15550200001', e164: '+15550200001' },
    extensionIds: [at(2), at(3)],
    endReason: 'hangup',
    hangupCause: 16,
  });
  expect(ended?.data.legs.map(({ name }) => name)).toEqual(['Carrier', 'Ada', 'Ben']);
});

it('given a blind transfer of a call out, then the carrier and the new party are one call', () => {
  const drafts = published('transfer-blind-out');
  expect(told(drafts, 'call.started')).toHaveLength(1);
  expect(told(drafts, 'call.ended')[0]?.data).toMatchObject({
    direction: 'outbound',
    from: { number: '1001', e164: null },
    to: { number: '+1555010001', e164: '+1555010001' },
    extensionIds: [at(2), at(3)],
  });
});

it.each([
  ['an attended transfer', 'transfer-attended'],
  ['one while it rings at the colleague', 'transfer-ringing'],
  ['one while it rings, and the caller gives up', 'transfer-ringing-cancelled'],
])('given %s, then the question to the colleague becomes part of the call', (_, name) => {
  const drafts = published(name);
  const [first, second] = told(drafts, 'call.started').map(({ data }) => data.id);
  expect(told(drafts, 'call.merged').map(({ data }) => [data.id, data.mergedInto])).toEqual([[second, first]]);
  // Told when the phone handed the call over, not when the colleague answers or the call is over.
  const transfer = recorded(name).find(({ type }) => type === 'BridgeAttendedTransfer');
  const mergedAt = told(drafts, 'call.merged')[0]?.data.endedAt ?? '';
  expect(Date.parse(mergedAt)).toBeLessThanOrEqual(Date.parse(transfer?.timestamp ?? ''));
  const ended = told(drafts, 'call.ended');
  expect(ended).toHaveLength(1);
  expect(ended[0]?.data).toMatchObject({
    id: first,
    direction: 'inbound',
    extensionIds: [at(2), at(3)],
    hangupCause: 16,
  });
  expect(ended[0]?.data.legs.map(({ role, name }) => [role, name])).toEqual([
    ['caller', 'Carrier'],
    ['callee', 'Ada'],
    ['callee', 'Ada'],
    ['callee', 'Ben'],
  ]);
});

it('given a pickup, then the second call is told to be part of the first, which alone ends', () => {
  const drafts = published('pickup');
  const extensionIds = [at(4), at(3), at(2)];
  const [first, second] = told(drafts, 'call.started').map(({ data }) => data.id);
  const merged = told(drafts, 'call.merged');
  expect(merged).toHaveLength(1);
  expect(merged[0]?.data).toMatchObject({ id: second, state: 'ended', endReason: 'merged', mergedInto: first });
  const ended = told(drafts, 'call.ended');
  expect(ended).toHaveLength(1);
  expect(ended[0]?.data).toMatchObject({ id: first, extensionIds, mergedInto: null, endReason: 'hangup' });
  expect(ended[0]?.data.legs.map(({ role, name }) => [role, name])).toEqual([
    ['caller', 'Cleo'],
    ['callee', 'Ben'],
    ['callee', 'Ada'],
  ]);
  // Who was reached is who took it.
  expect(ended[0]?.data.to).toMatchObject({ number: '1002', name: 'Ada', extensionId: at(2) });
  // Nothing is told of the second call after it was merged.
  const last = drafts.findLast(({ data }) => data.id === second);
  expect(last?.type).toBe('call.merged');
});
