import { breakerDefaults } from '@trunkline/contracts';
import type { FollowedTrunk } from '@trunkline/persistence';
import { describe, expect, it } from 'vitest';
import { GatewayBook, wantedKeys } from './gateway-book.js';

const pauseMs = 30_000;
const now = 1_800_000_000_000;
const trunk = (id: string, gateways: string[] = []): FollowedTrunk => ({
  ...{ id, ref: `t_${id}`, address: `${id}:5060`, gateways, asked: true, breaker: breakerDefaults, status: null },
});
const unknown = () => null;

function aBook(trunks: FollowedTrunk[], routes: string[][]): GatewayBook {
  const book = new GatewayBook(pauseMs);
  book.follow({ trunks, routes }, unknown, { now });
  return book;
}

function fail(book: GatewayBook, trunkRef: string, gateway: string | null, times = 5): void {
  for (let n = 0; n < times; n += 1) {
    book.take({ trunkRef, gateway, linkedid: 'l', startedAt: now, at: now + n, end: 'failed' }, null);
  }
}
const breakers = (book: GatewayBook) => book.all.map(({ ref, gateway, record }) => [ref, gateway, record.breaker]);

describe('GatewayBook', () => {
  it('passes over a failing gateway of a trunk, and never both', () => {
    const book = aBook([trunk('a', ['x:1', 'y:1'])], [['a']]);
    fail(book, 't_a', 'x:1');
    fail(book, 't_a', 'y:1', 4);
    book.judge(now + 10);
    expect([...wantedKeys(book.all, now + 20, pauseMs)]).toEqual([['t_a/x:1', now + 10 + pauseMs]]);
    // Once the other one fares worse, it is the one that is passed over.
    fail(book, 't_a', 'y:1', 20);
    const seen = [20, 30, 40].map((after) => {
      book.judge(now + after);
      return book.all.map(({ record }) => record.breaker);
    });
    expect(seen).toEqual([
      ['half_open', 'closed'],
      ['half_open', 'open'],
      ['half_open', 'open'],
    ]);
  });

  it('passes over a trunk where each of its routes has another, and asks it again once that is gone', () => {
    const book = aBook([trunk('a'), trunk('b')], [['a', 'b']]);
    fail(book, 't_a', null);
    book.judge(now);
    expect([...wantedKeys(book.all, now, 4000)]).toEqual([['t_a/', now + 4000]]);
    book.follow({ trunks: [trunk('a')], routes: [['a']] }, unknown, { now });
    book.judge(now);
    expect(breakers(book)).toEqual([['t_a', null, 'half_open']]);
    expect(book.changes().gone).toEqual([{ trunkId: 'b', gateway: null }]);
  });

  it('goes on with what was kept, forgets what is gone, and keeps again what could not be kept', () => {
    const first = aBook([trunk('a', ['x:1', 'y:1'])], [['a']]);
    fail(first, 't_a', 'x:1');
    first.judge(now);
    const kept = first.changes().changed;
    const book = new GatewayBook(pauseMs);
    book.follow({ trunks: [trunk('a', ['x:1', 'z:1'])], routes: [['a']] }, unknown, {
      now,
      kept: [...kept, { trunkId: 'a', gateway: 'y:1', record: kept[0]?.record ?? expect.fail('nothing kept') }],
    });
    expect(breakers(book)).toEqual([
      ['t_a', 'x:1', 'open'],
      ['t_a', 'z:1', 'closed'],
    ]);
    expect(book.reset('a', null, now)).toBe(true);
    const change = book.changes();
    expect(change.gone).toEqual([{ trunkId: 'a', gateway: 'y:1' }]);
    expect(book.changes().changed).toEqual([]);
    change.undo();
    expect(book.changes()).toMatchObject({ changed: [{ gateway: 'x:1' }, { gateway: 'z:1' }], gone: [{}] });
  });

  it('closes by hand one gateway, and says where there is none', () => {
    const book = aBook([trunk('a', ['x:1', 'y:1'])], [['a']]);
    fail(book, 't_a', 'x:1');
    book.judge(now);
    expect([book.reset('a', 'q:1', now), book.reset('c', null, now), book.reset('a', 'x:1', now)]).toEqual([
      false,
      false,
      true,
    ]);
    expect(wantedKeys(book.all, now, pauseMs).size).toBe(0);
  });
});
