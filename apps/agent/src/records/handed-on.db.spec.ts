import { readFileSync } from 'node:fs';
import { parseCelRecord, type SpoolRecord } from '@trunkline/asterisk';
import { callIdOf, type Directory, directoryOf } from '@trunkline/domain';
import { CallRecordEntity } from '@trunkline/persistence';
import { testDatabase } from '@trunkline/testing';
import { beforeEach, describe, expect, it } from 'vitest';
import { RecordStore } from './record-store.js';

const node = 'node-1';
const id = (n: number) => `00000000-0000-4000-8000-0000000000a${n}`;
const [trunk, ada, ben, cleo] = [id(1), id(2), id(3), id(4)];
const directory: Directory = directoryOf({
  trunks: [{ id: id(1), ref: 't_aaaaaaaaaa', name: 'Carrier' }],
  extensions: [
    { id: id(2), sipUsername: 'e_aaaaaaaaaa', number: '1001', name: 'Ada' },
    { id: id(3), sipUsername: 'e_bbbbbbbbbb', number: '1002', name: 'Ben' },
    { id: id(4), sipUsername: 'e_cccccccccc', number: '1003', name: 'Cleo' },
  ],
  routes: [{ id: id(5), ref: 'r_aaaaaaaaaa', name: 'World' }],
});

/** The call events of one handed-on call, recorded from Asterisk 22.10.1. */
function recorded(name: string): SpoolRecord[] {
  const file = new URL(`../../../../libs/asterisk/src/cel/handed-on/${name}.jsonl`, import.meta.url);
  const lines = readFileSync(file, 'utf8').trim().split('\n');
  return lines.map((raw, byteOffset) => {
    const row = parseCelRecord(raw);
    if (row === null) throw new Error(`not an event: ${raw}`);
    return { byteOffset, raw, row };
  });
}

const linkedidsOf = (events: readonly SpoolRecord[]) => [...new Set(events.map(({ row }) => row.linkedid))];

describe('the record of a call that a phone handed on', () => {
  const database = testDatabase();
  const store = new RecordStore({
    get ds() {
      return database.ds;
    },
    nodeId: node,
    directory: () => Promise.resolve(directory),
    sipCallIdsOf: () => [],
    onStored: () => undefined,
    onBroken: (error) => {
      throw error;
    },
  });
  const take = (events: readonly SpoolRecord[]) =>
    store.store('file', { records: [...events], fragments: [], nextOffset: (events.at(-1)?.byteOffset ?? 0) + 1 });
  const records = () => database.ds.manager.find(CallRecordEntity);
  beforeEach(() => database.empty());

  it.each([
    ['transfer-blind', { direction: 'inbound', to: '+15550200001', extensionIds: [ada, ben], billedSeconds: 1 }],
    [
      'transfer-blind-out',
      { direction: 'outbound', toE164: '+1555010001', trunkId: trunk, extensionIds: [ada, ben], billedSeconds: 1 },
    ],
    ['transfer-attended', { direction: 'inbound', to: '+15550200001', extensionIds: [ada, ben], billedSeconds: 3 }],
    ['transfer-ringing', { direction: 'inbound', to: '+15550200001', extensionIds: [ada, ben] }],
    ['transfer-ringing-cancelled', { direction: 'inbound', to: '+15550200001', extensionIds: [ada, ben] }],
    ['pickup', { direction: 'internal', to: '1002', extensionIds: [cleo, ben, ada], billedSeconds: 3 }],
  ])('given %s, read line by line, then it is the only one there ever is', async (name, expected) => {
    const events = recorded(name);
    const root = callIdOf(node, linkedidsOf(events)[0] ?? '');
    for (const event of events) {
      await take([event]);
      expect((await records()).filter((record) => record.id !== root)).toEqual([]);
    }
    expect(await records()).toMatchObject([{ id: root, disposition: 'answered', hangupCause: 16, ...expected }]);
    expect(await store.open()).toEqual([]);
  });

  it.each(['transfer-attended', 'transfer-ringing', 'pickup'])(
    'given %s and Asterisk dies at any moment after it, then one record is made of both calls',
    async (name) => {
      const events = recorded(name);
      const joined = events.findIndex(({ row }) => /^(PICKUP|ATTENDEDTRANSFER)$/.test(row.type));
      const root = callIdOf(node, linkedidsOf(events)[0] ?? '');
      for (let end = joined + 1; end < events.length; end += 1) {
        await database.empty();
        await take(events.slice(0, end));
        const open = await store.open();
        // In whatever order they are found to be over.
        if (end % 2) open.reverse();
        await store.build(
          open.map(({ linkedid }) => ({ linkedid, closing: { reason: 'pbx_crash', atMicros: null } as const })),
        );
        const made = (await records()).filter(({ supersededBy }) => supersededBy === null);
        expect(made.map((record) => [end, record.id])).toEqual([[end, root]]);
        expect(await store.open()).toEqual([]);
      }
    },
  );
});
