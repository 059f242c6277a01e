import { describe, expect, it } from 'vitest';
import { decide, leasePatience, type Sight } from './lease-decision.js';

const lease = { holder: 'h', place: 'here', token: 7, expired: false };
const sight: Sight = { place: 'here', lock: false, lease, expiredFor: 0 };
const expired = { ...lease, expired: true };

describe('an agent that stands by', () => {
  it.each<[string, Partial<Sight>, ReturnType<typeof decide>]>([
    ['waits while the owner lives', {}, { do: 'wait' }],
    ['waits while an owner elsewhere lives, lock or not', { lock: true, place: 'there' }, { do: 'wait' }],
    ['follows at once an owner of its place that is dead', { lock: true }, { do: 'take', after: 7 }],
    [
      'follows an owner elsewhere whose lease ran out',
      { lock: true, place: 'there', lease: expired },
      { do: 'take', after: 7 },
    ],
    ['has patience with an owner that may renew late', { lease: expired, expiredFor: 100 }, { do: 'wait' }],
    ['follows a frozen owner', { lease: expired, expiredFor: leasePatience }, { do: 'take', after: 7 }],
    ['takes a node that nobody ever had', { lock: true, lease: null }, { do: 'take', after: null }],
    ['leaves a new node to who has the lock', { lease: null }, { do: 'wait' }],
    ['owns by the lock alone while the database is away', { lock: true, lease: undefined }, { do: 'own' }],
    ['does nothing without lock and database', { lease: undefined }, { do: 'wait' }],
  ])('%s', (_what, change, decision) => {
    expect(decide({ ...sight, ...change })).toEqual(decision);
  });
});
