import type { PbxSnapshot } from '@trunkline/domain';
import { ConfWriter } from '../conf/conf-writer.js';
import { ourName } from '../conf/names.js';
import { transportOf } from '../tls/tls-transports.js';
import { setPjsipOptions } from './pjsip-options.js';
import { registrationRetries } from './registration-retries.js';
import { setProxy } from './sip-options.js';
import { sipUser, trunkUri } from './sip-uri.js';

/** pjsip_registration.conf: our registrations at carriers. By Asterisk's defaults one stops for ever after a refusal. */
export function registrationConf(snapshot: PbxSnapshot): string {
  const conf = new ConfWriter().comment('Registrations at carriers.');
  for (const trunk of snapshot.trunks) {
    if (trunk.auth !== 'register' || trunk.username === null) continue;
    const name = ourName('trunk', trunk.ref);
    conf
      .section(name)
      .set('type', 'registration')
      .set('outbound_auth', name)
      .set('server_uri', trunkUri(trunk))
      .set('client_uri', trunkUri(trunk, trunk.username))
      .set('contact_user', sipUser(trunk.username))
      // A random token in our contact tells whose call comes in, wherever the carrier sends it from.
      .set('line', 'yes')
      .set('endpoint', name)
      .set('expiration', 120)
      // Try for ever, and soon: a carrier that comes back is noticed within seconds, a corrected account within half
      // a minute.
      .set('max_retries', 10_000_000)
      .set('retry_interval', registrationRetries.soon)
      .set('auth_rejection_permanent', 'no')
      .set('forbidden_retry_interval', registrationRetries.refused)
      .set('fatal_retry_interval', registrationRetries.refused)
      .set('max_random_initial_delay', 0);
    const transport = transportOf(trunk, snapshot);
    if (transport !== null) conf.set('transport', transport);
    setProxy(conf, trunk);
    setPjsipOptions(conf, trunk, 'registration');
  }
  return conf.toString();
}
