import ipaddr from 'ipaddr.js';
import { isIn, isPublic } from './allowed-address.js';

/** Says which rule a target breaks, null when it breaks none that can be seen without asking DNS. */
export function targetProblem(text: string, networks: readonly string[]): string | null {
  if (!URL.canParse(text)) return 'must be a URL such as https://example.org/hooks';
  const url = new URL(text);
  if (url.protocol !== 'https:' && url.protocol !== 'http:') return 'must begin with https://';
  if (url.username !== '' || url.password !== '') return 'must not hold a user name or password';
  if (url.hash !== '') return 'must not have a fragment (#…)';
  const port = Number(url.port || (url.protocol === 'https:' ? 443 : 80));
  if (port < 1024 && port !== 443 && port !== 80) return 'must use port 443, 80, or one above 1023';
  const address = addressOf(url);
  if (address !== null) return addressProblem(url, address, networks);
  if (url.protocol === 'http:' && networks.length === 0) return 'must begin with https://';
  return null;
}

/** The host of a URL if it is an address and no name. `URL` has written `0x7f.1` as `127.0.0.1` already. */
export function addressOf(url: URL): string | null {
  const host = url.hostname.replace(/^\[|\]$/g, '');
  return ipaddr.isValid(host) ? host : null;
}

/** Says why this address of the target must not be spoken to, null when it may. */
export function addressProblem(url: URL, address: string, networks: readonly string[]): string | null {
  if (isIn(networks, address)) return null;
  if (!isPublic(address)) return `must not lead to the private or reserved address ${address}`;
  return url.protocol === 'https:' ? null : 'must begin with https://, since its address is not in an allowed network';
}
