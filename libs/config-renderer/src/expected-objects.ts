import type { PbxSnapshot } from '@trunkline/domain';
import { shownCertificate, transportOf } from './tls/tls-transports.js';

/** What Asterisk must know after it read a revision: names of endpoints, of our registrations among them, and more. */
export interface ExpectedObjects {
  endpoints: string[];
  registrations: string[];
  /** What the transports tell peers outside the local networks; empty: nothing. */
  publicAddress: string;
  /** Names of the transports that a trunk needs, or those who connect by TLS. */
  transports: string[];
}

/** Names of the objects that a snapshot becomes. */
export function expectedObjects(snapshot: PbxSnapshot): ExpectedObjects {
  const shown = shownCertificate(snapshot) === null ? null : 'tls';
  return {
    endpoints: [...snapshot.trunks.map((t) => t.ref), ...snapshot.extensions.map((e) => e.sipUsername)],
    registrations: snapshot.trunks.filter((t) => t.auth === 'register').map((t) => t.ref),
    publicAddress: snapshot.settings.publicAddress ?? '',
    transports: [...new Set([shown, ...snapshot.trunks.map((t) => transportOf(t, snapshot))])].filter(
      (t) => t !== null,
    ),
  };
}
