import { isIP } from 'node:net';
import { type FieldError, readSipProxy, type TrunkCreate } from '@trunkline/contracts';
import { invalid } from '../http/contract.pipe.js';

type Whole = Pick<
  TrunkCreate,
  | 'auth'
  | 'host'
  | 'username'
  | 'transport'
  | 'mediaEncryption'
  | 'outboundProxy'
  | 'sessionExpires'
  | 'sessionMinExpires'
> & { hasPassword: boolean };

/** Refuses a trunk whose fields are each right and do not fit together. @throws DomainError validation_failed. */
export function assertTrunkWhole({ auth, host, username, hasPassword, ...whole }: Whole): void {
  const errors: FieldError[] = [];
  const message = 'is required when auth is register';
  if (auth === 'register' && username === null) errors.push({ pointer: '/username', message });
  if (auth === 'register' && !hasPassword) errors.push({ pointer: '/password', message });
  // Asterisk refuses every identify of every trunk when one name does not resolve (docs/asterisk-facts.md).
  if (auth === 'ip' && isIP(host.replace(/^\[(.*)\]$/, '$1')) === 0) {
    errors.push({ pointer: '/host', message: 'must be an IP address when auth is ip: calls are known by it' });
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
