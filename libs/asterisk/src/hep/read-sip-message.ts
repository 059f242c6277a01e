/**
 * What is kept of a SIP message. Credentials, keys, digits and texts stand in headers and bodies that are not read, so
 * nothing that goes on from here can hold them.
 */
export interface SipMessage {
  /** Of a request; null in an answer. */
  method: string | null;
  /** Where a request goes, without parameters; null in an answer. */
  requestUri: string | null;
  /** Of an answer; null in a request. */
  status: number | null;
  phrase: string;
  callId: string;
  cseq: number;
  cseqMethod: string;
  /** URI of `To` without parameters, host in lower case. */
  to: string;
  /** Whether a request carried credentials, not which. */
  hasCredentials: boolean;
  /** What the other side asks credentials for. */
  realm: string | null;
  /** The other side refuses the nonce only: the password was not looked at. */
  staleNonce: boolean;
  retryAfterSeconds: number | null;
  minExpires: number | null;
  /** Of a REGISTER: for how long, and what is to be registered, as it was sent; in this order, since a long text is cut. */
  binding: string | null;
  warning: string | null;
  /** What sent a request, in its own words. */
  userAgent: string | null;
}

const longNames: Readonly<Record<string, string>> = { i: 'call-id', t: 'to', f: 'from', m: 'contact' };
const startOfRequest = /^([A-Z]{1,20}) (\S+) SIP\/2\.0$/;
const startOfAnswer = /^SIP\/2\.0 ([1-6]\d\d)(?: (.*))?$/;
const mostText = 200;

/** Reads the head of a SIP message; null when it is none. Never throws. */
export function readSipMessage(bytes: Buffer): SipMessage | null {
  const [first = '', ...lines] = headOf(bytes);
  const request = startOfRequest.exec(first);
  const answer = startOfAnswer.exec(first);
  if (request === null && answer === null) return null;
  const headers = new Map<string, string>();
  for (const line of lines) {
    const colon = line.indexOf(':');
    const name = line.slice(0, Math.max(colon, 0)).trim().toLowerCase();
    const key = longNames[name] ?? name;
    if (!headers.has(key)) headers.set(key, line.slice(colon + 1).trim());
  }
  const [, cseq, cseqMethod] = /^(\d{1,10})\s+([A-Z]{1,20})$/.exec(headers.get('cseq') ?? '') ?? [];
  const callId = headers.get('call-id') ?? '';
  if (cseq === undefined || cseqMethod === undefined || callId === '') return null;
  const challenge = headers.get('www-authenticate') ?? headers.get('proxy-authenticate') ?? '';
  return {
    method: request?.[1] ?? null,
    requestUri: request?.[2] === undefined ? null : uriOf(request[2]),
    status: answer === null ? null : Number(answer[1]),
    phrase: visible(answer?.[2] ?? ''),
    callId: callId.slice(0, mostText),
    cseq: Number(cseq),
    cseqMethod,
    to: uriOf(headers.get('to') ?? ''),
    hasCredentials: headers.has('authorization') || headers.has('proxy-authorization'),
    realm: textOrNull(/\brealm="([^"]*)"/i.exec(challenge)?.[1]),
    staleNonce: /\bstale="?true\b/i.test(challenge),
    retryAfterSeconds: wholeNumber(headers.get('retry-after')),
    minExpires: wholeNumber(headers.get('min-expires')),
    binding:
      request === null ? null : textOrNull(`${headers.get('expires') ?? ''} ${headers.get('contact') ?? ''}`.trim()),
    userAgent: request === null ? null : textOrNull(headers.get('user-agent')),
    warning: textOrNull(/^\d{3} \S+ "([^"]*)"/.exec(headers.get('warning') ?? '')?.[1]),
  };
}

/** The URI of a `From` or `To` value, or a bare URI: no parameters, user unescaped, host in lower case. */
export function uriOf(value: string): string {
  const uri = (/<([^>]*)>/.exec(value)?.[1] ?? value).trim().replace(/[;?].*$/s, '');
  const at = uri.lastIndexOf('@');
  return (unescaped(uri.slice(0, at + 1)) + uri.slice(at + 1).toLowerCase()).slice(0, mostText * 2);
}

/** The same user may be written with other escapes than ours. */
function unescaped(user: string): string {
  try {
    return decodeURIComponent(user);
  } catch {
    return user;
  }
}

/** Lines up to the empty one; a folded header is one line. */
function headOf(bytes: Buffer): string[] {
  const text = bytes.toString('utf8');
  const end = text.search(/\r?\n\r?\n/);
  return (end < 0 ? text : text.slice(0, end)).replace(/\r?\n[ \t]+/g, ' ').split(/\r?\n/);
}

function wholeNumber(value: string | undefined): number | null {
  const digits = /^\d{1,9}/.exec(value ?? '')?.[0];
  return digits === undefined ? null : Number(digits);
}

function textOrNull(value: string | undefined): string | null {
  return value === undefined || value === '' ? null : visible(value);
}

/** Texts of strangers are shown to people: control and direction characters are taken out. */
function visible(text: string): string {
  return text.replace(/[\p{C}\p{Zl}\p{Zp}]/gu, '').slice(0, mostText);
}
