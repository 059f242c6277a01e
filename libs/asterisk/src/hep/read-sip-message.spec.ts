import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readSipMessage, uriOf } from './read-sip-message.js';

const message = (...lines: string[]) => Buffer.from(`${lines.join('\r\n')}\r\n\r\n`);
const head = ['Call-ID: abc@x', 'CSeq: 7 REGISTER', 'To: "A" <sip:acct@Carrier.example:5060;transport=udp>;tag=1'];

describe('readSipMessage', () => {
  it('reads a request, and not its credentials', () => {
    const secret = 'Authorization: Digest username="acct", response="0123456789abcdef"';
    const binding = ['m: <sip:acct@192.0.2.7>', 'Expires: 60'];
    const found = readSipMessage(message('REGISTER sip:carrier.example SIP/2.0', ...head, ...binding, secret));
    expect(found).toMatchObject({
      method: 'REGISTER',
      requestUri: 'sip:carrier.example',
      status: null,
      callId: 'abc@x',
      cseq: 7,
      cseqMethod: 'REGISTER',
      to: 'sip:acct@carrier.example:5060',
      hasCredentials: true,
      binding: '60 <sip:acct@192.0.2.7>',
    });
    expect(JSON.stringify(found)).not.toContain('0123456789abcdef');
  });

  it('reads an answer with what explains it', () => {
    const found = readSipMessage(
      message(
        'SIP/2.0 401 Unauthorized',
        'i: abc@x',
        'CSeq: 7 REGISTER',
        't: <sip:acct@carrier.example>',
        'WWW-Authenticate: Digest realm="carrier",',
        ' nonce="n", stale=true',
        'Retry-After: 120 (busy)',
        'Min-Expires: 600',
        'Warning: 399 carrier "Account \u202eblocked"',
      ),
    );
    expect(found).toMatchObject({
      method: null,
      status: 401,
      phrase: 'Unauthorized',
      realm: 'carrier',
      staleNonce: true,
      retryAfterSeconds: 120,
      minExpires: 600,
      warning: 'Account blocked',
    });
  });

  it('keeps nothing of a body: no keys, digits or texts', () => {
    const bodies = ['a=crypto:1 AES_CM_128_HMAC_SHA1_80 inline:c2VjcmV0', 'Signal=5', 'meet me at nine'];
    const types = ['INVITE', 'INFO', 'MESSAGE'];
    for (const [index, body] of bodies.entries()) {
      const cseq = `CSeq: 1 ${types[index]}`;
      const text = message(`${types[index]} sip:a@b SIP/2.0`, 'Call-ID: x', cseq, 'To: <sip:a@b>').toString() + body;
      const found = readSipMessage(Buffer.from(text));
      expect(found?.method).toBe(types[index]);
      expect(JSON.stringify(found)).not.toContain(body.slice(-8));
    }
  });

  it.each(['', 'hello', 'SIP/2.0 999 No', 'REGISTER sip:x SIP/2.0\r\nCSeq: 1 REGISTER', 'GET / HTTP/1.1'])(
    'is null for %j',
    (text) => {
      expect(readSipMessage(Buffer.from(text))).toBeNull();
    },
  );

  it('never throws, and shows no control character', () => {
    const line = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 60 }),
      fc.constantFrom(...head, 'To: <', ':', 'CSeq:'),
    );
    const start = fc.constantFrom('SIP/2.0 401 \u0007x\u202e', 'REGISTER sip:x SIP/2.0');
    fc.assert(
      fc.property(start, fc.array(line, { maxLength: 12 }), (first, lines) => {
        const found = readSipMessage(message(first, ...lines));
        expect(`${found?.phrase}${found?.realm}${found?.warning}`).not.toMatch(/\p{C}/u);
      }),
      { numRuns: 300 },
    );
  });
});

describe('uriOf', () => {
  it('leaves out parameters and escapes', () => {
    expect(uriOf('sip:A%20b@HOST:5060;transport=tcp')).toBe('sip:A b@host:5060');
  });
});
