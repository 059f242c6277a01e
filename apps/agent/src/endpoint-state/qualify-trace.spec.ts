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
    expect(trace.see(answerTo(options('c', 121_000), 200, { at: 121_040 }))).toBe(false);
    expect(trace.reachOf(contact, 121_100)).toEqual({ reachable: true, roundTripMs: 40 });
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
