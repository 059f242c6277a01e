import { Resolver } from 'node:dns/promises';
import { isIP } from 'node:net';
import { defaultSipPort, type Gateway, gatewayAddress, type SipTransport } from '@trunkline/contracts';

const services: Readonly<Record<SipTransport, string>> = { udp: '_sip._udp', tcp: '_sip._tcp', tls: '_sips._tcp' };

/** A server that requests go to. */
export interface SipServer {
  host: string;
  port: number;
  /** What its certificate must be for (RFC 5922 section 7.2): what was asked for, not what DNS answered. */
  name: string;
  /** For people: `host:port`, with the name that led there where it was found by SRV. */
  label: string;
}

/**
 * The server that is asked first at an address, as Asterisk finds it (RFC 3263 section 4): of a name without a port that of the SRV
 * record of the lowest priority, and the default port of the name itself where it has none.
 */
export async function firstServer(
  address: Pick<Gateway, 'host' | 'port'>,
  transport: SipTransport,
): Promise<SipServer> {
  const host = address.host.replace(/^\[|\]$/g, '');
  const found = address.port === null && !isIP(host) ? await firstTarget(`${services[transport]}.${host}`) : null;
  if (found !== null) {
    return { host: found.name, port: found.port, name: host, label: `${host} (SRV: ${found.name}:${found.port})` };
  }
  const port = address.port ?? defaultSipPort(transport);
  return { host, port, name: host, label: gatewayAddress({ host: address.host, port }) };
}

/** Of equal priority the heaviest: that which is drawn most often. */
async function firstTarget(service: string) {
  const records = await new Resolver({ timeout: 1000, tries: 1 }).resolveSrv(service).catch(() => []);
  return records.sort((one, other) => one.priority - other.priority || other.weight - one.weight)[0] ?? null;
}
