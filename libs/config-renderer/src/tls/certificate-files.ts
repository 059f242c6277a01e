import { rootCertificates } from 'node:tls';
import type { PbxSnapshot } from '@trunkline/domain';
import { ConfRefusedError } from '../conf/conf-refused-error.js';
import { shownCertificate } from './tls-transports.js';

const nothing = '# Nothing is configured yet.\n';
/** What a file of certificates consists of, words before each of them included (RFC 7468). */
const pemText = /^[\t\n\r -~]*$/;

/** tls_certificate.pem: what those see who connect to this PBX, its own certificate first. */
export function certificateFile(snapshot: PbxSnapshot): string {
  const shown = shownCertificate(snapshot);
  return shown === null ? nothing : lines('certificate', shown.pem);
}

/** tls_key.pem: the private key of that certificate. */
export function keyFile(snapshot: PbxSnapshot): string {
  const shown = shownCertificate(snapshot);
  if (shown === null) return nothing;
  if (shown.keySecret === null) throw new ConfRefusedError('certificate', 'has no private key');
  return `${shown.keySecret.trimEnd()}\n`;
}

/** What stands before the authorities that browsers trust too; what follows depends on the version of Node.js alone. */
export const publicAuthoritiesMark = '# The authorities of the Mozilla list, as Node.js has it.';
const publicAuthorities = `${publicAuthoritiesMark}\n${rootCertificates.join('\n')}\n`;

/**
 * tls_authorities.pem: by whom a carrier's certificate must be issued. It is our own list and not the machine's: a
 * container may have none, and agent and Asterisk must judge alike.
 */
export function authoritiesFile({ certificates }: PbxSnapshot): string {
  const own = certificates.filter(({ kind }) => kind === 'authority').map(({ pem }) => lines('authority', pem));
  return [...own, publicAuthorities].join('');
}

function lines(what: string, pem: string): string {
  if (!pemText.test(pem)) throw new ConfRefusedError(what, 'is not PEM');
  return `${pem.trimEnd()}\n`;
}
