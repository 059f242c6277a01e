import { lookup, Resolver } from 'node:dns/promises';
import { readNetwork } from '@trunkline/domain';

const services = ['_sip._udp', '_sip._tcp', '_sips._tcp'];

/**
 * The addresses of a host name as this machine resolves it, and those of the servers that its SRV records name (RFC 3263):
 * a carrier calls from each of them. Empty when there are none, or nobody answers.
 */
export async function lookUp(name: string): Promise<string[]> {
  const servers = Promise.all(services.map((service) => serversOf(`${service}.${name}`)));
  const hosts = [addressesOf(name), ...(await servers).flat().map(addressesOf)];
  return [...new Set((await Promise.all(hosts)).flat())].sort();
}

function addressesOf(name: string): Promise<string[]> {
  return lookup(name, { all: true }).then(
    // One of an interface (fe80::1%eth0) is no address of a carrier.
    (found) => found.map(({ address }) => address).filter((address) => readNetwork(address) !== null),
    () => [],
  );
}

function serversOf(name: string): Promise<string[]> {
  return new Resolver({ timeout: 500, tries: 1 }).resolveSrv(name).then(
    (records) => records.map((record) => record.name),
    () => [],
  );
}
