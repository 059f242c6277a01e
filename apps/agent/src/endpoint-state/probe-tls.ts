import { isIP } from 'node:net';
import { checkServerIdentity, connect } from 'node:tls';

/** Why no connection by TLS comes about, as far as our own attempt tells. */
export type TlsTrouble = 'certificate_expired' | 'certificate_other_name' | 'certificate_untrusted' | 'tls_failed';

/** By whom the other side's certificate must be issued (PEM); null: whoever it is. */
export type Authorities = string | null;

// Of OpenSSL and of Node.js (https://nodejs.org/api/tls.html#x509-certificate-error-codes). Those not named are of a
// chain that leads to nobody who is trusted.
const expired = new Set(['CERT_HAS_EXPIRED', 'CERT_NOT_YET_VALID']);
const broken = /^(?:ERR_SSL_|EPROTO|ECONNRESET|ERR_TLS_(?!CERT))/;

/**
 * Connects to `address` as Asterisk does, and says what is wrong; null: TLS works, or nothing answers. `name` is what the
 * certificate must be for.
 */
export function probeTls(
  target: { address: string; port: number; name: string },
  authorities: Authorities,
  patience = 1000,
): Promise<TlsTrouble | 'connection_refused' | null> {
  const { address, port, name } = target;
  return new Promise((resolve) => {
    const socket = connect({
      host: address,
      port,
      timeout: patience,
      minVersion: 'TLSv1.2',
      ...(isIP(name) === 0 ? { servername: name } : {}),
      ...(authorities === null ? { rejectUnauthorized: false } : { ca: authorities }),
      checkServerIdentity: (_, certificate) =>
        authorities === null ? undefined : checkServerIdentity(name, certificate),
    });
    const end = (found: TlsTrouble | 'connection_refused' | null) => {
      socket.destroy();
      resolve(found);
    };
    socket.on('secureConnect', () => end(null));
    socket.on('timeout', () => end(null));
    socket.on('error', ({ code = '' }: NodeJS.ErrnoException) => end(troubleOf(code)));
  });
}

function troubleOf(code: string): TlsTrouble | 'connection_refused' | null {
  if (code === 'ECONNREFUSED') return 'connection_refused';
  if (code === 'ERR_TLS_CERT_ALTNAME_INVALID') return 'certificate_other_name';
  if (expired.has(code)) return 'certificate_expired';
  if (broken.test(code)) return 'tls_failed';
  // The network's own errors begin with E, those of a chain do not.
  return /^E[A-Z]+$/.test(code) ? null : 'certificate_untrusted';
}
