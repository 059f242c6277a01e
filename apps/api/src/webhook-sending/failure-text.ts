import { TargetRefused } from './guarded-lookup.js';

const texts: Record<string, string> = {
  ECONNREFUSED: 'The connection was refused: nothing listens there.',
  ECONNRESET: 'The connection was closed before an answer came.',
  EPIPE: 'The connection was closed before an answer came.',
  ENOTFOUND: 'The host name is not known.',
  EAI_AGAIN: 'The host name could not be looked up.',
  EHOSTUNREACH: 'The host cannot be reached.',
  ENETUNREACH: 'The network cannot be reached.',
  ETIMEDOUT: 'The host did not accept the connection in time.',
  CERT_HAS_EXPIRED: 'Its certificate has expired.',
  ERR_TLS_CERT_ALTNAME_INVALID: 'Its certificate is for another name.',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'Its certificate is signed by nobody we trust.',
  SELF_SIGNED_CERT_IN_CHAIN: 'Its certificate is signed by nobody we trust.',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'Its certificate comes without the intermediate ones.',
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: 'Its certificate is signed by nobody we trust.',
};

/** What went wrong with a request, in words. Nothing of the environment is in it. */
export function failureText(error: unknown): string {
  if (error instanceof TargetRefused) return error.message;
  const { code } = error as { code?: unknown };
  if (typeof code !== 'string') return 'The request could not be sent.';
  if (code.startsWith('HPE_')) return 'The answer is not HTTP.';
  return texts[code] ?? `The request failed (${code}).`;
}

/** What an answer that is no success means, null for a success. */
export function answerProblem(status: number): string | null {
  if (status >= 200 && status < 300) return null;
  if (status === 410) return 'It answered 410: nobody wants these events any more.';
  if (status >= 300 && status < 400) return `It answered with a redirect (${status}). Redirects are not followed.`;
  return `It answered ${status}.`;
}
