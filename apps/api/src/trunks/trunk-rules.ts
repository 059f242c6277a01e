import { isDeepStrictEqual } from 'node:util';
import { type FieldError, portTrouble, readSipProxy, type TrunkCreate } from '@trunkline/contracts';
import { invalid } from '../http/contract.pipe.js';

/** What has no meaning where the peer registers, and how it is empty. */
const ofCarriers = {
  ...{ host: null, username: null, outboundProxy: null, identifyHeader: null },
  ...{ gateways: [], inboundCredentials: [] },
} as const;

type Whole = Pick<
  TrunkCreate,
  'auth' | 'transport' | 'mediaEncryption' | 'sessionExpires' | 'sessionMinExpires' | keyof typeof ofCarriers
> & { port?: number | null | undefined; hasPassword: boolean; inboundCredentials: readonly unknown[] };

/** Refuses a trunk whose fields are each right and do not fit together. @throws DomainError validation_failed. */
export function assertTrunkWhole(whole: Whole): void {
  const { auth } = whole;
  const errors: FieldError[] = [];
  const message = `is required when auth is ${auth}`;
  const isPeer = auth === 'peer_registers';
  if (!isPeer && whole.host === null) errors.push({ pointer: '/host', message });
  const port =
    whole.host === null || whole.port === undefined ? null : portTrouble({ host: whole.host, port: whole.port });
  if (port !== null) errors.push({ pointer: '/port', message: port });
  if ((auth === 'register' || auth === 'digest') && whole.username === null) {
    errors.push({ pointer: '/username', message });
  }
  if (auth !== 'ip' && !whole.hasPassword) errors.push({ pointer: '/password', message });
  for (const [name, empty] of isPeer ? Object.entries(ofCarriers) : []) {
    if (isDeepStrictEqual(whole[name as keyof typeof ofCarriers], empty)) continue;
    errors.push({ pointer: `/${name}`, message: 'must be left out when auth is peer_registers' });
  }
  // Whoever reads the keys hears the call: it would be called encrypted, and be none.
  if (whole.mediaEncryption === 'sdes' && whole.transport !== 'tls') {
    errors.push({
      pointer: '/mediaEncryption',
      message: 'needs transport tls: sdes sends its keys in the SIP messages',
    });
  }
  const proxy = whole.outboundProxy === null ? null : readSipProxy(whole.outboundProxy);
  if (proxy?.transport && proxy.transport !== whole.transport) {
    errors.push({ pointer: '/outboundProxy', message: 'must have the transport of the trunk' });
  }
  if (whole.sessionMinExpires > whole.sessionExpires) {
    errors.push({ pointer: '/sessionMinExpires', message: 'must not be greater than sessionExpires' });
  }
  if (errors.length > 0) throw invalid(errors);
}
