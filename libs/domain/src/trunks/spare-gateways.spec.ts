import { describe, expect, it } from 'vitest';
import { hasSpare, type WatchedGateway } from './spare-gateways.js';

const bad = { score: 10, breaker: 'closed', reachable: null } as const;
const good = { score: 100, breaker: 'closed', reachable: true } as const;
const at = (trunkId: string, record: WatchedGateway['record'], gateway: string | null = null) => ({
  ...{ trunkId, gateway, record },
});

describe('hasSpare', () => {
  const failing = at('a', bad, 'a1:5060');

  it('is another gateway of the trunk that fares better', () => {
    expect(hasSpare(failing, [failing], [['a']])).toBe(false);
    expect(hasSpare(failing, [failing, at('a', good, 'a2:5060')], [['a']])).toBe(true);
    expect(hasSpare(failing, [failing, at('a', good, 'a2:5060')], [])).toBe(true);
    expect(hasSpare(failing, [failing, at('b', good)], [])).toBe(false);
  });

  it('is another trunk, when every route that has this one has such a trunk', () => {
    const all = [failing, at('b', good), at('c', bad)];
    expect(hasSpare(failing, all, [['a', 'b']])).toBe(true);
    expect(hasSpare(failing, all, [['a', 'b'], ['a'], ['b']])).toBe(false);
    expect(hasSpare(failing, all, [['a', 'c']])).toBe(false);
  });

  it.each([
    ['is passed over itself', { ...good, breaker: 'open' }],
    ['does not answer OPTIONS', { ...good, reachable: false }],
    ['fares no better', bad],
  ] as const)('is none that %s', (_, record) => {
    expect(hasSpare(failing, [failing, at('b', record)], [['a', 'b']])).toBe(false);
  });
});
