import { expect, it } from 'vitest';
import { parseMessageTrace } from './message-trace.js';

const trace = `----------------------------------------------- 2026-01-02 03:04:05.970718
UDP message sent (525 bytes):

INVITE sip:100@127.0.70.2 SIP/2.0
Call-ID: 1-30694@127.0.70.10
CSeq: 1 INVITE

----------------------------------------------- 2026-01-02 03:04:06.000250
UDP message received [319] bytes :

SIP/2.0 180 Ringing
Call-ID: 1-30694@127.0.70.10
CSeq: 1 INVITE

`;

it('reads requests and answers with their times', () => {
  const [invite, ringing] = parseMessageTrace(trace);
  expect(invite).toMatchObject({ sent: true, method: 'INVITE', status: 0, callId: '1-30694@127.0.70.10' });
  expect(ringing).toMatchObject({ sent: false, method: '', status: 180, cseqMethod: 'INVITE' });
  expect((ringing?.at ?? 0) - (invite?.at ?? 0)).toBeCloseTo(29.532, 2);
  expect(new Date(invite?.at ?? 0).toISOString()).toBe('2026-01-02T03:04:05.970Z');
});

it('finds nothing in an empty trace', () => {
  expect(parseMessageTrace('')).toEqual([]);
});
