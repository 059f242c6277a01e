import { describe, expect, it } from 'vitest';
import { closingOf } from './silent-ends.js';

const life = { nextAtMicros: 100, lastSignMicros: null };
const call = { lastAtMicros: 10, lostAtMicros: null, lives: [life] };
const next = { nextAtMicros: 200, lastSignMicros: 190 };

describe('a call that nobody heard of any more', () => {
  it.each([
    ['older than this Asterisk', call, { reason: 'pbx_crash', atMicros: 10 }],
    ['the connection broke before', { ...call, lostAtMicros: 60 }, { reason: 'pbx_crash', atMicros: 60 }],
    [
      'another call had a line later',
      { ...call, lives: [{ ...life, lastSignMicros: 40 }] },
      { reason: 'pbx_crash', atMicros: 40 },
    ],
    ['the break was noticed after the start', { ...call, lostAtMicros: 170 }, { reason: 'pbx_crash', atMicros: 100 }],
    [
      'two Asterisks ended since, and the break of the second was seen',
      { ...call, lostAtMicros: 180, lives: [{ ...life, lastSignMicros: 40 }, next] },
      { reason: 'pbx_crash', atMicros: 100 },
    ],
    [
      'of the second of two Asterisks',
      { ...call, lastAtMicros: 120, lives: [life, next] },
      { reason: 'pbx_crash', atMicros: 190 },
    ],
    ['younger than this Asterisk', { ...call, lastAtMicros: 120 }, { reason: 'unknown', atMicros: null }],
  ])('%s', (_what, facts, expected) => {
    expect(closingOf(facts)).toEqual(expected);
  });
});
