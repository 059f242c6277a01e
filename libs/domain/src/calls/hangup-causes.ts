/** Q.850 causes (ITU-T Q.850, Asterisk's causes.h) in words a person understands. */
const Q850: Record<number, string> = {
  0: 'No cause was given',
  1: 'The number does not exist',
  2: 'No route to the transit network',
  3: 'No route to the destination',
  5: 'The trunk prefix was dialled wrongly',
  6: 'The channel is not acceptable',
  7: 'The call was delivered in an established channel',
  16: 'Normal end of the call',
  17: 'The called party is busy',
  18: 'No phone responded',
  19: 'Nobody answered',
  20: 'The called phone is not registered',
  21: 'The call was rejected',
  22: 'The number has changed',
  23: 'The call was redirected to a new destination',
  26: 'Answered elsewhere',
  27: 'The destination is out of order',
  28: 'The number is incomplete or invalid',
  29: 'The facility was rejected',
  30: 'A status enquiry was answered',
  31: 'The call ended for an unspecified reason',
  34: 'No circuit was available',
  38: 'The network is out of order',
  41: 'Temporary failure',
  42: 'The switching equipment is congested',
  43: 'The access information was discarded',
  44: 'The requested channel is not available',
  50: 'The facility is not subscribed to',
  52: 'Outgoing calls are barred',
  54: 'Incoming calls are barred',
  57: 'The bearer capability is not authorised',
  58: 'The bearer capability is not available now',
  65: 'The bearer capability is not implemented',
  66: 'The channel type is not implemented',
  69: 'The facility is not implemented',
  81: 'The call reference is invalid',
  88: 'The two sides have no codec in common',
  95: 'An invalid message was received',
  96: 'A mandatory element was missing',
  97: 'The message type does not exist',
  98: 'The message came in the wrong state',
  99: 'An information element does not exist',
  100: 'An information element had invalid contents',
  101: 'The message did not fit the state of the call',
  102: 'A timer ran out',
  103: 'A mandatory element had the wrong length',
  111: 'Protocol error',
  127: 'The other network gave no cause',
};

/** SIP response codes a call can end with (RFC 3261 section 21 and the IANA registry), in words. */
const SIP: Record<number, string> = {
  400: 'the request was malformed',
  401: 'the credentials were not accepted',
  403: 'the carrier forbids this call',
  404: 'the number was not found',
  405: 'the method is not allowed',
  406: 'nothing acceptable was offered',
  407: 'the credentials were not accepted',
  408: 'no answer came in time',
  410: 'the number is gone',
  415: 'the media type is not supported',
  480: 'the called party is not available',
  481: 'the call is not known to the other side',
  482: 'the call ran in a loop',
  483: 'the call passed too many hops',
  484: 'the number is incomplete',
  486: 'busy',
  487: 'cancelled by the caller',
  488: 'the two sides have no codec in common',
  491: 'another request was pending',
  500: 'the other side had an internal error',
  501: 'the method is not implemented',
  502: 'a gateway gave a bad answer',
  503: 'the service is unavailable',
  504: 'a gateway did not answer in time',
  600: 'busy everywhere',
  603: 'declined',
  604: 'the number exists nowhere',
  606: 'the offer was not acceptable',
  607: 'the called party does not want the call',
  608: 'an intermediary rejected the call',
};

/** A Q.850 cause in words, null when there is none. */
export function hangupCauseText(cause: number | null): string | null {
  if (cause === null) return null;
  return Q850[cause] ?? `Q.850 cause ${cause}`;
}

/** A SIP response in words: `503, the service is unavailable`; null when there is none. */
export function sipCodeText(code: number | null): string | null {
  if (code === null) return null;
  const text = SIP[code];
  return text ? `${code}, ${text}` : String(code);
}
