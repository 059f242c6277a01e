import { X509Certificate } from 'node:crypto';
import { type Certificate, type Drift, expiresSoonDays } from '@trunkline/contracts';
import { certificateFacts, cleanText, readCertificates } from '@trunkline/domain';
import type { CertificateEntity } from '@trunkline/persistence';
import { storedFields } from '../config-changes/resource.js';

const dayMs = 86_400_000;
const longestName = 300;

/** A certificate as it is read at the instant `now`: never its key. `shown` is the id of the one that the PBX shows. */
export function certificateView(
  row: CertificateEntity,
  { shown, drift, now = new Date() }: { shown: string | null; drift?: Drift | undefined; now?: Date },
): Certificate {
  const { name, kind, pem, privateKeySealed } = row;
  const facts = certificateFacts(new X509Certificate(pem));
  const daysLeft = Math.floor((facts.notAfter.getTime() - now.getTime()) / dayMs);
  return {
    ...storedFields(row),
    drift: drift ?? null,
    ...{ name, kind, pem },
    hasPrivateKey: privateKeySealed !== null,
    // Who made the certificate chose these texts.
    subject: cleanText(facts.subject, longestName),
    names: facts.names.map((each) => cleanText(each, longestName)),
    issuer: cleanText(facts.issuer, longestName),
    selfIssued: facts.selfIssued,
    notBefore: facts.notBefore.toISOString(),
    notAfter: facts.notAfter.toISOString(),
    daysLeft,
    status: daysLeft < 0 ? 'expired' : daysLeft < expiresSoonDays ? 'expiring' : 'valid',
    fingerprint: facts.fingerprint,
    keyType: facts.keyType,
    chainLength: readCertificates(pem).length,
    inUse: kind === 'authority' || row.id === shown,
  };
}
