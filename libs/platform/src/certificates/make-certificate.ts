import { randomBytes, webcrypto } from 'node:crypto';
import { isIP } from 'node:net';

/** A certificate and its private key, both PEM. */
export interface MadeCertificate {
  pem: string;
  privateKey: string;
}

/** What a certificate says. `names` are host names and addresses; without them it is that of an authority. */
export interface CertificateWish {
  subject: string;
  names?: readonly string[];
  notBefore: Date;
  notAfter: Date;
  /** Who signs it; without one it signs itself. */
  issuer?: MadeCertificate;
}

type X509 = typeof import('@peculiar/x509');

// What all of TLS 1.2 and newer speaks, with short keys and a quick handshake.
const algorithm = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' };
/** The longest common name (RFC 5280, ub-common-name). */
const longestSubject = 64;

/** Makes a certificate with a key of its own. */
export async function makeCertificate(wish: CertificateWish): Promise<MadeCertificate> {
  const { names, issuer, notBefore, notAfter } = wish;
  const x509 = await loaded();
  const keys = await webcrypto.subtle.generateKey(algorithm, true, ['sign', 'verify']);
  const subject = new x509.Name([{ CN: [wish.subject.slice(0, longestSubject)] }]).toString();
  const certificate = await x509.X509CertificateGenerator.create(
    {
      // Positive and random (CA/Browser Forum, 7.1): no two that one subject signs are alike.
      serialNumber: `01${randomBytes(15).toString('hex')}`,
      subject,
      issuer: issuer === undefined ? subject : new x509.X509Certificate(issuer.pem).subject,
      notBefore,
      notAfter,
      publicKey: keys.publicKey,
      signingKey: issuer === undefined ? keys.privateKey : await signingKey(x509, issuer.privateKey),
      signingAlgorithm: algorithm,
      extensions: names === undefined ? ofAuthority(x509) : ofServer(x509, names),
    },
    webcrypto,
  );
  const privateKey = await webcrypto.subtle.exportKey('pkcs8', keys.privateKey);
  return {
    pem: `${certificate.toString('pem')}\n`,
    privateKey: `${x509.PemConverter.encode(privateKey, 'PRIVATE KEY')}\n`,
  };
}

/** With the first certificate that is made: programs that make none need not read it. It wants reflect-metadata first. */
async function loaded(): Promise<X509> {
  await import('reflect-metadata');
  return import('@peculiar/x509');
}

function signingKey(x509: X509, pem: string): Promise<webcrypto.CryptoKey> {
  return webcrypto.subtle.importKey('pkcs8', x509.PemConverter.decodeFirst(pem), algorithm, false, ['sign']);
}

function ofAuthority(x509: X509) {
  return [
    new x509.BasicConstraintsExtension(true, undefined, true),
    new x509.KeyUsagesExtension(x509.KeyUsageFlags.keyCertSign | x509.KeyUsageFlags.cRLSign, true),
  ];
}

/** RFC 5280 section 4.2.1; an address has a type of its own in subjectAltName. */
function ofServer(x509: X509, names: readonly string[]) {
  const { serverAuth, clientAuth } = x509.ExtendedKeyUsage;
  return [
    new x509.BasicConstraintsExtension(false, undefined, true),
    new x509.KeyUsagesExtension(x509.KeyUsageFlags.digitalSignature, true),
    new x509.ExtendedKeyUsageExtension([serverAuth, clientAuth]),
    new x509.SubjectAlternativeNameExtension(
      names.map((value) => ({ type: isIP(value) === 0 ? ('dns' as const) : ('ip' as const), value })),
    ),
  ];
}
