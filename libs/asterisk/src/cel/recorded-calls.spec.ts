import { readdirSync, readFileSync } from 'node:fs';
import { buildCallRecord, type CelRow, directoryOf } from '@trunkline/domain';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseCelRecord } from './parse-cel-record.js';
import { splitSpool } from './split-spool.js';

const recorded = new URL('./recorded/', import.meta.url);

/** Rows of one call as Asterisk 22.10.1 wrote them. */
const rowsOf = (name: string): CelRow[] =>
  splitSpool(readFileSync(new URL(`${name}.jsonl`, recorded)), true).slices.flatMap(
    ({ raw }) => parseCelRecord(raw) ?? [],
  );

const all = readdirSync(recorded).map((name) => name.replace('.jsonl', ''));

const resources = {
  trunks: [
    { id: 'trunk-a', ref: 't_aaaaaaaaaa', name: 'Carrier A' },
    { id: 'trunk-b', ref: 't_bbbbbbbbbb', name: 'Carrier B' },
  ],
  extensions: [
    { id: 'alice', sipUsername: 'e_aaaaaaaaaa', number: '1001', name: 'Alice' },
    { id: 'bob', sipUsername: 'e_bbbbbbbbbb', number: '1002', name: 'Bob' },
  ],
  routes: [{ id: 'route', ref: 'r_aaaaaaaaaa', name: 'World' }],
};
const directory = directoryOf(resources);

const build = (rows: readonly CelRow[], close = false) =>
  buildCallRecord('node-1', rows, directory, { closing: close ? { reason: 'unknown', atMicros: null } : null });

describe('the record of a recorded call', () => {
  it.each([
    [
      'out-answered',
      {
        direction: 'outbound',
        from: '1001',
        fromName: 'Alice',
        to: '0015550100001',
        trunkId: 'trunk-a',
        trunkName: 'Carrier A',
        routeId: 'route',
        extensionIds: ['alice'],
        disposition: 'answered',
        hangupCause: 16,
        sipCode: null,
        durationSeconds: 1,
        billedSeconds: 1,
        attempts: [{ trunkId: 'trunk-a', trunkRef: 't_aaaaaaaaaa', cause: 16, sipCode: null }],
      },
    ],
    [
      'out-failover',
      {
        disposition: 'answered',
        trunkId: 'trunk-b',
        attempts: [
          { trunkId: 'trunk-a', cause: 34 },
          { trunkId: 'trunk-b', cause: 16 },
        ],
      },
    ],
    ['out-busy', { disposition: 'busy', hangupCause: 17, answeredAt: null, billedSeconds: 0, trunkId: 'trunk-b' }],
    ['out-allfail', { disposition: 'failed', hangupCause: 34, attempts: [{ cause: 34 }, { cause: 1 }] }],
    ['out-cancel', { disposition: 'cancelled', sipCode: 487, hangupCauseText: 'Cancelled by the caller' }],
    ['out-hungup', { disposition: 'cancelled', sipCode: null, hangupCause: 16, attempts: [{ cause: 16 }] }],
    ['internal', { direction: 'internal', to: '1002', extensionIds: ['alice', 'bob'], trunkId: null, attempts: [] }],
    ['internal-unknown', { direction: 'internal', disposition: 'failed', hangupCause: 1, to: '7777' }],
    [
      'in-answered',
      {
        direction: 'inbound',
        from: '15550109999',
        fromName: 'Carrier',
        to: '+15550200001',
        trunkId: 'trunk-a',
        extensionIds: ['alice'],
        disposition: 'answered',
      },
    ],
    ['in-busy', { direction: 'inbound', disposition: 'busy', hangupCause: 17 }],
    ['in-rejected', { disposition: 'rejected', hangupCause: 21 }],
    ['in-cancel', { disposition: 'cancelled', sipCode: 487 }],
    ['in-crlf', { direction: 'inbound', disposition: 'answered', from: '155599', fromName: 'Bob' }],
    ['in-hostile', { direction: 'inbound', disposition: 'answered', to: '+15550200001', trunkId: 'trunk-a' }],
  ])('given %s, then it says what happened', (name, expected) => {
    expect(build(rowsOf(name))).toMatchObject(expected);
  });

  it('given a country, then a number that is complete there has its E.164 form, and an extension has none', () => {
    const inCountry = (name: string, country: string) =>
      buildCallRecord('node-1', rowsOf(name), directoryOf({ ...resources, country }));
    expect(inCountry('in-answered', 'US')).toMatchObject({ from: '15550109999', fromE164: '+15550109999' });
    expect(inCountry('in-answered', 'DE')).toMatchObject({ from: '15550109999', fromE164: null });
    expect(inCountry('internal', 'US')).toMatchObject({ from: '1001', fromE164: null, toE164: null });
  });

  it('given it is handed on to a trunk once it was answered, then it is still to who was dialled', () => {
    const rows = rowsOf('in-answered');
    const [bridged] = rows.filter(({ type }) => type === 'BRIDGE_ENTER').slice(-1);
    if (!bridged) throw new Error('nobody spoke');
    const extra = { route: 'r_aaaaaaaaaa', trunk: 't_bbbbbbbbbb', number: '+15550100001' };
    const handedOn = { ...bridged, type: 'TL_ATTEMPT', atMicros: bridged.atMicros + 1, extra };
    const whole = build(rows);
    expect(whole?.toE164).toBe('+15550200001');
    expect(build([...rows, handedOn])).toEqual({
      ...whole,
      routeId: 'route',
      attempts: [expect.objectContaining({ trunkId: 'trunk-b' })],
    });
  });

  it('given a call in goes on to a number outside before anybody answers, then it is to the number of ours', () => {
    const [first, ...rows] = rowsOf('in-answered');
    if (!first) throw new Error('there are rows');
    const extra = { route: 'r_aaaaaaaaaa', trunk: 't_bbbbbbbbbb', number: '+15550100001' };
    const attempt = { ...first, type: 'TL_ATTEMPT', atMicros: first.atMicros + 1, extra };
    expect(build([first, attempt, ...rows])).toMatchObject({ to: '+15550200001', toE164: '+15550200001' });
  });

  it('given so many phones ring that not all of them are kept, then who answers is', () => {
    const rows = rowsOf('in-answered');
    const answering = rows.find(({ type, channel }) => type === 'CHAN_START' && channel.includes('/e_'));
    if (!answering) throw new Error('somebody answers');
    const others = Array.from({ length: 100 }, (_, n) => ({
      ...answering,
      uniqueid: `${answering.uniqueid}-${n}`,
      atMicros: answering.atMicros - 1,
    }));
    const legs = build([...rows, ...others], true)?.legs ?? [];
    expect(legs).toHaveLength(65);
    expect(legs.at(-1)).toMatchObject({ id: answering.uniqueid, answeredAt: expect.any(String) });
  });

  it.each(all)('given %s, then the order in which rows are read, and repeats, do not matter', (name) => {
    const rows = rowsOf(name);
    const record = build(rows);
    fc.assert(
      fc.property(fc.shuffledSubarray(rows, { minLength: rows.length }), fc.subarray(rows), (shuffled, repeated) => {
        expect(build([...shuffled, ...repeated])).toEqual(record);
      }),
      { numRuns: 50 },
    );
  });

  it.each(all)('given %s without its last row, then the end of every channel is an end too', (name) => {
    const rows = rowsOf(name);
    const short = rows.filter((row) => row.type !== 'LINKEDID_END');
    expect(short).toHaveLength(rows.length - 1);
    expect(build(short)).toEqual(build(rows));
  });

  it.each(all)(
    'given %s while it is going on, then there is no record, and one when it is known to be over',
    (name) => {
      const rows = rowsOf(name);
      const open = rows.slice(
        0,
        rows.findIndex((row) => row.type === 'HANGUP'),
      );
      expect(build(open)).toBeNull();
      expect(build(open, true)).toMatchObject({ id: build(rows)?.id, hangupCause: null });
    },
  );

  it.each(all)('given %s with any rows lost, then a record is made or not, but nothing fails', (name) => {
    fc.assert(
      fc.property(fc.subarray(rowsOf(name)), (rows) => {
        const record = build(rows, true);
        expect(record === null).toBe(rows.filter((row) => row.type !== 'LINKEDID_END').length === 0);
        expect(record?.billedSeconds ?? 0).toBeLessThanOrEqual(record?.durationSeconds ?? 0);
      }),
      { numRuns: 100 },
    );
  });
});
