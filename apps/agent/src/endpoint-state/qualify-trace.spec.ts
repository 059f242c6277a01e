import { describe, expect, it } from 'vitest';
import { QualifyTrace } from './qualify-trace.js';
import { aMessage, answerTo } from './sip-message.fixture.js';

const contact = 'sip:e_aaaaaaaaaa@127.0.0.9:5060;transport=udp';
const options = (callId: string, at: number, requestUri = 'sip:e_aaaaaaaaaa@127.0.0.9:5060') =>
  aMessage({ method: 'OPTIONS', cseqMethod: 'OPTIONS', requestUri, callId, at });

describe('QualifyTrace', () => {
  it('tells how long a phone took, and that one which is silent cannot be reached', () => {
    const trace = new QualifyTrace();
    trace.know([contact]);
    expect(trace.reachOf(contact, 1000)).toBeUndefined();
    trace.see(options('a', 1000));
    trace.see(options('a', 1500));
    expect(trace.see(answerTo(options('a', 1000), 100, { at: 1010 }))).toBe(false);
    expect(trace.see(answerTo(options('a', 1000), 404, { at: 1012 }))).toBe(true);
    expect(trace.reachOf(contact, 2000)).toEqual({ reachable: true, roundTripMs: 12 });
    trace.see(options('b', 61_000));
    expect(trace.reachOf(contact, 62_000)).toEqual({ reachable: true, roundTripMs: 12 });
    expect(trace.reachOf(contact, 64_500)).toEqual({ reachable: false, roundTripMs: null });
    trace.see(options('c', 121_000));
    expect(trace.see(answerTo(options('c', 121_000), 200, { at: 121_040 }))).toBe(true);
    expect(trace.reachOf(contact, 121_100)).toEqual({ reachable: true, roundTripMs: 40 });
  });

  it('calls a phone silent since the first question, also when it is asked anew while the first is repeated', () => {
    const trace = new QualifyTrace();
    trace.know([contact]);
    trace.see(options('a', 1000));
    trace.see(answerTo(options('a', 1000), 200, { at: 1010 }));
    for (const [callId, at] of [
      ['b', 2000],
      ['b', 4000],
      ['c', 5100],
      ['b', 5400],
      ['c', 5500],
    ] as const)
      trace.see(options(callId, at));
    expect(trace.reachOf(contact, 5600)).toEqual({ reachable: false, roundTripMs: null });
    expect(trace.see(answerTo(options('b', 5400), 200, { at: 5650 }))).toBe(true);
    expect(trace.reachOf(contact, 20_000)).toEqual({ reachable: true, roundTripMs: 3650 });
  });

  it('waits for no more than a few questions to a phone that stays silent', () => {
    const trace = new QualifyTrace();
    trace.know([contact]);
    for (let n = 0; n < 20; n++) trace.see(options(`n${n}`, n * 60_000));
    expect(trace.see(answerTo(options('n0', 0), 200, { at: 1_200_000 }))).toBe(false);
    expect(trace.see(answerTo(options('n19', 0), 200, { at: 1_200_000 }))).toBe(true);
  });

  it('passes over contacts it was not told of, and forgets those that are gone', () => {
    const trace = new QualifyTrace();
    trace.see(options('a', 1000));
    expect(trace.see(answerTo(options('a', 1000), 200))).toBe(false);
    trace.know([contact]);
    trace.see(options('b', 1000));
    trace.see(answerTo(options('b', 1000), 200));
    trace.know([]);
    expect(trace.reachOf(contact, 1000)).toBeUndefined();
    expect(trace.see(answerTo(options('b', 1000), 200))).toBe(false);
  });
});
