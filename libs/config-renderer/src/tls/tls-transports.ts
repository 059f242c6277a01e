import type { Installation } from '@trunkline/contracts';
import type { PbxSnapshot, SnapshotCertificate, SnapshotTrunk } from '@trunkline/domain';
import { ConfRefusedError } from '../conf/conf-refused-error.js';

/** A transport of SIP over TLS. What pjsip verifies is a matter of the transport, so there is one of each sort. */
export interface TlsTransport {
  name: string;
  port: number;
  /** Whether those that we connect to must show a valid certificate. */
  verifies: boolean;
  /** The certificate that those see who connect to us; null: none, and nobody can. */
  shows: SnapshotCertificate | null;
}

/**
 * The transports that a snapshot needs. One that shows a certificate and one that shows none have names and ports of
 * their own: Asterisk adds a transport by a reload, and takes new contents of its certificate's file, but neither
 * another file name nor another port (docs/asterisk-facts.md).
 */
export function tlsTransports(snapshot: PbxSnapshot, installed: Installation | null): TlsTransport[] {
  const overTls = snapshot.trunks.filter(({ transport }) => transport === 'tls');
  const shows = shownCertificate(snapshot);
  const sorts = [true, false].filter(
    (verifies) => (verifies && shows !== null) || overTls.some(({ verifyServer }) => verifyServer === verifies),
  );
  return sorts.map((verifies) => {
    const place = (shows === null ? 2 : 0) + (verifies ? 0 : 1);
    const name = `tls${shows === null ? '-client' : ''}${verifies ? '' : '-unverified'}`;
    return { name, port: tlsPort(snapshot, installed) + place, verifies, shows };
  });
}

/** Name of the transport that a trunk is reached by; null: udp or tcp, which its URI tells. */
export function transportOf(trunk: SnapshotTrunk, snapshot: PbxSnapshot): string | null {
  if (trunk.transport !== 'tls') return null;
  return `tls${shownCertificate(snapshot) === null ? '-client' : ''}${trunk.verifyServer ? '' : '-unverified'}`;
}

/** The certificate that the settings name. */
export function shownCertificate({ settings, certificates }: PbxSnapshot): SnapshotCertificate | null {
  return certificates.find(({ id, kind }) => kind === 'node' && id === settings.tlsCertificateId) ?? null;
}

/** The one after that of SIP in clear: 5061 after 5060 (RFC 3261 section 19.1.2). */
function tlsPort({ settings }: PbxSnapshot, installed: Installation | null): number {
  const port = settings.sipPort ?? installed?.sipPort;
  if (port === undefined) throw new ConfRefusedError('tls port', 'is not known: the installation is not');
  return port + 1;
}
