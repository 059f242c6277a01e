import { randomUUID } from 'node:crypto';
import { appendFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CallBoard, type CallDraft } from '@trunkline/domain';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { DraftJournal } from './draft-journal.js';

let directory: string;
const broken = (error: unknown) => {
  throw error;
};
const journal = () => new DraftJournal(join(directory, 'live-buffer.jsonl'), broken);

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'journal-'));
});
afterEach(() => rmSync(directory, { recursive: true }));

/** Events as a board makes them, of calls named so. */
function drafts(...linkedids: string[]): CallDraft[] {
  const board = new CallBoard({ nodeId: 'node-1', now: () => new Date(), newId: () => randomUUID() });
  return linkedids.flatMap((id) => board.take({ type: 'ChannelCreated', channel: { id, name: 'PJSIP/e_a-0000000a' } }));
}

it('gives the next process what this one kept, in order', async () => {
  const first = journal();
  const [a, b, c] = [drafts('a'), drafts('b'), drafts('c', 'd')];
  first.keep(a);
  first.keep(b);
  first.keep(c);
  await first.settled();
  const second = journal();
  expect(second.read()).toEqual([...a, ...b, ...c]);
  expect(second.bytes).toBe(first.bytes);
});

it('given the last line was cut off or is no event, then what was before it is kept', async () => {
  const first = journal();
  const kept = drafts('a');
  first.keep(kept);
  await first.settled();
  appendFileSync(join(directory, 'live-buffer.jsonl'), '{"type":"call.ended","id":"');
  expect(journal().read()).toEqual(kept);
});

it('holds only what replaced the rest, and nothing after it was cleared', async () => {
  const first = journal();
  const last = drafts('b');
  first.keep(drafts('a'));
  first.replace(last);
  await first.settled();
  expect(journal().read()).toEqual(last);
  first.clear();
  await first.settled();
  expect(journal().read()).toEqual([]);
  expect(first.bytes).toBe(0);
});
