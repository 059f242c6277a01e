import { createPrivateKey, type KeyObject, type X509Certificate } from 'node:crypto';
import type { FieldError } from '@trunkline/contracts';
import { readCertificates, UnreadablePem } from './read-certificates.js';

/** What was uploaded: certificates, and the private key that should belong to the first. */
export interface Uploaded {
  kind: 'node' | 'authority';
  pem: string;
  /** In clear; null: none. */
  privateKey: string | null;
}

/** What can be used of it, or why it cannot, by field. */
export type Judged = { certificates: X509Certificate[]; key: KeyObject | null } | { errors: FieldError[] };

const weakestRsa = 2048;

/** Whether what was uploaded can be used, at the instant `now`. All that is wrong is named. Pure. */
export function judgeCertificates(uploaded: Uploaded, now: Date): Judged {
  const errors: FieldError[] = [];
  const key = keyOf(uploaded, errors);
  let certificates: X509Certificate[] = [];
  try {
    certificates = readCertificates(uploaded.pem);
  } catch (error) {
    if (!(error instanceof UnreadablePem)) throw error;
    errors.push({ pointer: '/pem', message: error.message });
    return { errors };
  }
  const refuse = (message: string) => errors.push({ pointer: '/pem', message });
  for (const message of uploaded.kind === 'node' ? ofChain(certificates) : ofAuthorities(certificates)) refuse(message);
  for (const [index, each] of certificates.entries()) {
    for (const message of ofOne(each, index + 1, now)) refuse(message);
  }
  const [first] = certificates;
  if (key !== null && first !== undefined && !first.checkPrivateKey(key)) {
    errors.push({ pointer: '/privateKey', message: 'is not the key of the first certificate' });
  }
  return errors.length > 0 ? { errors } : { certificates, key };
}

function keyOf({ kind, privateKey }: Uploaded, errors: FieldError[]): KeyObject | null {
  const refuse = (message: string) => errors.push({ pointer: '/privateKey', message });
  if (kind === 'authority') {
    if (privateKey !== null) refuse('must not be given for an authority: nothing is issued here');
    return null;
  }
  if (privateKey === null) refuse('is required: without it the certificate proves nothing');
  else if (/ENCRYPTED/.test(privateKey)) refuse('is encrypted: give it without a passphrase (openssl pkey)');
  else {
    try {
      return createPrivateKey(privateKey);
    } catch {
      refuse('must be PEM: text with a line -----BEGIN PRIVATE KEY-----');
    }
  }
  return null;
}

/** The own certificate first, then each that issued the one before it (RFC 5246 section 7.4.2). */
function ofChain(certificates: readonly X509Certificate[]): string[] {
  const [first, ...issuers] = certificates;
  if (first?.ca) return ['begins with the certificate of an authority, where that of this PBX must stand'];
  const wrong = issuers.findIndex((issuer, index) => !isIssuedBy(certificates[index], issuer));
  if (wrong < 0) return [];
  return [`is out of order: certificate ${wrong + 2} did not issue certificate ${wrong + 1}`];
}

function ofAuthorities(certificates: readonly X509Certificate[]): string[] {
  return certificates.flatMap((each, index) =>
    each.ca ? [] : [`has a certificate that is not that of an authority: number ${index + 1}`],
  );
}

function ofOne({ validFrom, validTo, publicKey }: X509Certificate, place: number, now: Date): string[] {
  const bits = publicKey.asymmetricKeyDetails?.modulusLength;
  const found: string[] = [];
  if (new Date(validTo) <= now) found.push(`has a certificate that expired on ${day(validTo)}: number ${place}`);
  if (new Date(validFrom) > now) {
    found.push(`has a certificate that is not valid before ${day(validFrom)}: number ${place}`);
  }
  if (bits !== undefined && bits < weakestRsa) {
    found.push(`has a certificate with a key of ${bits} bits, where ${weakestRsa} are the least: number ${place}`);
  }
  return found;
}

function isIssuedBy(certificate: X509Certificate | undefined, issuer: X509Certificate): boolean {
  return certificate?.checkIssued(issuer) === true && certificate.verify(issuer.publicKey);
}

const day = (time: string) => new Date(time).toISOString().slice(0, 10);
