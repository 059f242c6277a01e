import { describe, expect, it } from 'vitest';
import { DelayTrace } from './delay-trace.js';
import { aMessage, answerTo } from './sip-message.fixture.js';

const gateway = '192.0.2.1:5060';
const invite = (callId: string, at: number, requestUri = 'sip:+15550100@192.0.2.1:5060') =>
  aMessage({ method: 'INVITE', cseqMethod: 'INVITE', requestUri, callId, at });
const trace = () => {
  const made = new DelayTrace();
  made.know([gateway]);
  return made;
};

describe('DelayTrace', () => {
  it('measures until it rings, whatever comes before and after', () => {
    const made = trace();
    const call = invite('a', 1000);
    made.see(call);
    for (const [status, at] of [
      [100, 1005],
      [407, 1010],
      [183, 1700],
      [200, 9000],
    ] as const)
      made.see(answerTo(call, status, { at }));
    expect(made.lastSince(gateway, 1000)).toBe(700);
    expect(made.lastSince(gateway, 1701)).toBeNull();
  });

  it('passes over what is asked within a call, and calls to other addresses', () => {
    const made = trace();
    made.see(invite('a', 1000));
    made.see(answerTo(invite('a', 1000), 486, { at: 1300 }));
    made.see(invite('a', 5000));
    made.see(answerTo(invite('a', 5000), 200, { at: 5001 }));
    made.see(invite('b', 6000, 'sip:1@192.0.2.9:5060'));
    made.see(answerTo(invite('b', 6000), 200, { at: 6900 }));
    expect(made.lastSince(gateway, 0)).toBe(300);
    expect(made.lastSince('192.0.2.9:5060', 0)).toBeNull();
  });

  it('wants what begins a call to an address it knows, and answers while one is open', () => {
    const made = trace();
    const to = (address: string) => `INVITE sip:+15550100@${address};transport=udp SIP/2.0`;
    const [ringing, began] = ['SIP/2.0 180 Ringing', invite('a', 1000)];
    expect([to('192.0.2.1:5060'), to('192.0.2.1'), to('192.0.2.9'), ringing].map((line) => made.wants(line))).toEqual([
      true,
      true,
      false,
      false,
    ]);
    made.see(began);
    expect(made.wants(ringing)).toBe(true);
    made.see(answerTo(began, 180, { at: 1300 }));
    expect(made.wants(ringing)).toBe(false);
    for (let n = 0; n < 2100; n++) made.see(invite(`n${n}`, 2000));
    for (let n = 0; n < 2100; n++) made.see(answerTo(invite(`n${n}`, 2000), 486, { at: 2100 }));
    expect(made.wants(ringing), 'when the oldest are forgotten').toBe(false);
  });

  it('knows a host whose port is looked up', () => {
    const made = trace();
    made.know(['sip.example.com']);
    made.see(invite('a', 1000, 'sip:1@sip.example.com'));
    made.see(answerTo(invite('a', 1000), 180, { at: 1040 }));
    expect(made.lastSince('sip.example.com', 0)).toBe(40);
  });

  it('knows a host whose port is not written, and forgets an address that is no gateway any more', () => {
    const made = trace();
    made.see(invite('a', 1000, 'sip:1@192.0.2.1'));
    made.see(answerTo(invite('a', 1000), 503, { at: 1040 }));
    expect(made.lastSince(gateway, 0)).toBe(40);
    made.know([]);
    expect(made.lastSince(gateway, 0)).toBeNull();
  });
});
