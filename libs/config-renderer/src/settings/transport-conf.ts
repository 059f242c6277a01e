import { isIPv4 } from 'node:net';
import type { Installation } from '@trunkline/contracts';
import type { PbxSnapshot, SnapshotSettings } from '@trunkline/domain';
import { ConfRefusedError } from '../conf/conf-refused-error.js';
import { ConfWriter } from '../conf/conf-writer.js';
import { port } from '../conf/names.js';
import { tlsTransports } from '../tls/tls-transports.js';

/** Transports of the static pjsip.conf. */
const transports = ['udp', 'tcp'];

/**
 * pjsip_transport.conf: what the settings add to the transports, and those for TLS. A transport that Asterisk cannot read
 * is one it boots without, so nothing is written that was not looked at here. `installed` gives the address.
 */
export function transportConf(snapshot: PbxSnapshot, installed: Installation | null): string {
  const conf = new ConfWriter().comment('What the settings add to the transports of pjsip.conf.');
  const { publicAddress, sipPort } = snapshot.settings;
  if (publicAddress !== null || sipPort !== null) {
    for (const transport of transports) {
      conf.more(transport);
      // The static file has the address of the installation; of two lines the last one counts.
      if (sipPort !== null) conf.set('bind', `${sipAddress(installed)}:${port('sip port', sipPort)}`);
      setAddresses(conf, snapshot.settings);
    }
  }
  for (const { name, port: tlsPort, verifies, shows } of tlsTransports(snapshot, installed)) {
    const templates = ['tl-tls', ...(shows === null ? [] : ['tl-tls-shows']), ...(verifies ? ['tl-tls-verifies'] : [])];
    conf.section(name, ...templates).set('bind', `${sipAddress(installed)}:${port('tls port', tlsPort)}`);
    setAddresses(conf, snapshot.settings);
  }
  return conf.toString();
}

function setAddresses(conf: ConfWriter, { publicAddress, localNetworks }: SnapshotSettings): void {
  if (publicAddress === null) return;
  const address = ipv4('public address', publicAddress);
  conf.set('external_signaling_address', address).set('external_media_address', address);
  for (const network of localNetworks) conf.set('local_net', cidr(network));
}

function sipAddress(installed: Installation | null): string {
  if (installed === null) throw new ConfRefusedError('sip port', 'has no address: the installation is not known');
  return ipv4('sip address', installed.sipAddress);
}

function ipv4(where: string, text: string): string {
  if (!isIPv4(text)) throw new ConfRefusedError(where, 'is not an IPv4 address');
  return text;
}

function cidr(text: string): string {
  const [address = '', length = ''] = text.split('/');
  if (!/^\d{1,2}$/.test(length) || Number(length) > 32) throw new ConfRefusedError('local network', 'has no length');
  return `${ipv4('local network', address)}/${length}`;
}
