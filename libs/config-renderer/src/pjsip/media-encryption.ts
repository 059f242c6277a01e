import type { SnapshotTrunk } from '@trunkline/domain';
import type { ConfWriter } from '../conf/conf-writer.js';

/** What makes the media of an endpoint SRTP. Optimistic it is never: a call that is not encrypted is refused. */
export function setMediaEncryption(conf: ConfWriter, { mediaEncryption }: SnapshotTrunk): void {
  if (mediaEncryption === 'none') return;
  conf.set('media_encryption', mediaEncryption);
  // The certificate of the media is made for each start; the other side knows it by its fingerprint in the SDP (RFC 8122).
  if (mediaEncryption === 'dtls') {
    conf.set('dtls_auto_generate_cert', 'yes').set('dtls_verify', 'fingerprint').set('dtls_setup', 'actpass');
  }
}
