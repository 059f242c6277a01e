import type { SeenSipMessage } from '@trunkline/asterisk';

/** The PBX in these messages, and somebody else. */
export const pbx = '127.0.0.2';
export const phone = '127.0.0.9';

/** A message as the agent sees it: a REGISTER of 1001 at the PBX, with `change` applied. */
export function aMessage(change: Partial<SeenSipMessage> = {}): SeenSipMessage {
  return {
    method: 'REGISTER',
    requestUri: 'sip:127.0.0.2:5060',
    status: null,
    phrase: '',
    callId: 'c1',
    cseq: 1,
    cseqMethod: 'REGISTER',
    to: 'sip:1001@127.0.0.2',
    hasCredentials: false,
    realm: null,
    staleNonce: false,
    retryAfterSeconds: null,
    minExpires: null,
    binding: '60 <sip:1001@127.0.0.9>',
    warning: null,
    userAgent: null,
    at: 1000,
    source: phone,
    destination: pbx,
    ...change,
  };
}

/** The answer to a message. */
export function answerTo(request: SeenSipMessage, status: number, change: Partial<SeenSipMessage> = {}) {
  const { source: destination, destination: source } = request;
  return {
    ...request,
    method: null,
    requestUri: null,
    status,
    source,
    destination,
    binding: null,
    userAgent: null,
    ...change,
  };
}
