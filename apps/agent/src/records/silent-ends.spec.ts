import { describe, expect, it } from 'vitest';
import { closingOf } from './silent-ends.js';

const call = { lastAtMicros: 10, startedAtMicros: 100, lostAtMicros: null, lastSignMicros: null };

describe('a call that nobody heard of any more', () => {
  it.each([
    ['older than this Asterisk', call, { reason: 'pbx_crash', atMicros: 10 }],
    ['the connection broke before', { ...call, lostAtMicros: 60 }, { reason: 'pbx_crash', atMicros: 60 }],
    ['another call had a line later', { ...call, lastSignMicros: 40 }, { reason: 'pbx_crash', atMicros: 40 }],
    ['the break was noticed after the start', { ...call, lostAtMicros: 170 }, { reason: 'pbx_crash', atMicros: 100 }],
    ['younger than this Asterisk', { ...call, lastAtMicros: 120 }, { reason: 'unknown', atMicros: null }],
  ])('%s', (_what, facts, expected) => {
    expect(closingOf(facts)).toEqual(expected);
  });
});
