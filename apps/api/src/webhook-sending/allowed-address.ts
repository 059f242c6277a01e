import ipaddr from 'ipaddr.js';

type Address = ipaddr.IPv4 | ipaddr.IPv6;

/** Public by its range and yet answered by the cloud's own host: Azure's WireServer. */
const metadata = ['168.63.129.16'];
/** What is handed out as global unicast (IANA); all else of IPv6, IPv4 in disguise included, is not. */
const globalIPv6 = ipaddr.parseCIDR('2000::/3');

/** Whether `address` is in one of `networks` (CIDR). IPv4 written as IPv6 (`::ffff:10.0.0.1`) counts as IPv4. */
export function isIn(networks: readonly string[], address: string): boolean {
  const parsed = ipaddr.process(address);
  return networks.some((network) => within(parsed, ipaddr.parseCIDR(network)));
}

/**
 * Whether anybody on the internet could have this address: neither private, loopback, link-local, multicast, of a
 * carrier's NAT, of documentation, of a tunnel that hides another address, nor that of a cloud's metadata.
 */
export function isPublic(address: string): boolean {
  const parsed = ipaddr.process(address);
  if (parsed.range() !== 'unicast') return false;
  if (parsed.kind() === 'ipv6') return within(parsed, globalIPv6);
  return !metadata.includes(parsed.toString());
}

function within(address: Address, [network, bits]: [Address, number]): boolean {
  return address.kind() === network.kind() && address.match(network, bits);
}
