import { type KeyObject, X509Certificate } from 'node:crypto';

/** What people want to know of a certificate. Times are instants; `names` are host names and addresses. */
export interface CertificateFacts {
  subject: string;
  names: string[];
  issuer: string;
  selfIssued: boolean;
  notBefore: Date;
  notAfter: Date;
  /** SHA-256, hex in lower case without colons. */
  fingerprint: string;
  /** Such as `RSA 2048` or `EC P-256`. */
  keyType: string;
}

/** A text is not what it should be: `message` is said of the field, as in "must …". */
export class UnreadablePem extends Error {
  override readonly name = 'UnreadablePem';
}

const block = /-----BEGIN CERTIFICATE-----[\s\S]*?-----END CERTIFICATE-----/g;

/** The certificates of a PEM text, in its order. @throws UnreadablePem */
export function readCertificates(pem: string): X509Certificate[] {
  if (/-----BEGIN [A-Z ]*PRIVATE KEY-----/.test(pem)) {
    throw new UnreadablePem('must not contain a private key: that has a field of its own, and is kept secret there');
  }
  const found = pem.match(block) ?? [];
  if (found.length === 0) throw new UnreadablePem('must be PEM: text with a line -----BEGIN CERTIFICATE-----');
  return found.map((text, index) => {
    try {
      return new X509Certificate(text);
    } catch {
      throw new UnreadablePem(`has a certificate that cannot be read: number ${index + 1}`);
    }
  });
}

/** The same certificates and nothing else, each line of them as PEM has it. */
export function asPem(certificates: readonly X509Certificate[]): string {
  return certificates.map((certificate) => certificate.toString()).join('');
}

/** What a certificate says of itself. Names that are shown came from outside. */
export function certificateFacts(certificate: X509Certificate): CertificateFacts {
  const { subject, issuer, subjectAltName, validFrom, validTo, fingerprint256, publicKey } = certificate;
  return {
    subject: named(subject),
    names: (subjectAltName?.split(', ') ?? []).flatMap((each) => /^(?:DNS|IP Address):(.+)$/.exec(each)?.[1] ?? []),
    issuer: named(issuer),
    selfIssued: certificate.checkIssued(certificate),
    notBefore: new Date(validFrom),
    notAfter: new Date(validTo),
    fingerprint: fingerprint256.replaceAll(':', '').toLowerCase(),
    keyType: keyInWords(publicKey),
  };
}

/** `CN=pbx.example.org, O=Example`, the most telling part first; Node.js has a line for each. */
function named(distinguished: string): string {
  return distinguished.split('\n').reverse().join(', ');
}

const curves: Readonly<Record<string, string>> = { prime256v1: 'P-256', secp384r1: 'P-384', secp521r1: 'P-521' };

function keyInWords({ asymmetricKeyType, asymmetricKeyDetails }: KeyObject): string {
  const { modulusLength, namedCurve } = asymmetricKeyDetails ?? {};
  if (modulusLength !== undefined) return `${asymmetricKeyType?.toUpperCase()} ${modulusLength}`;
  return namedCurve === undefined ? `${asymmetricKeyType}` : `EC ${curves[namedCurve] ?? namedCurve}`;
}
