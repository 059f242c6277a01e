import { type Gateway, readSipProxy, type TrunkAuth } from '@trunkline/contracts';
import type { SnapshotName } from '../snapshot/pbx-snapshot.js';
import { type IpNetwork, networksOverlap, readNetwork } from './ip-network.js';

/** What of a trunk says where its calls come from. */
export interface SourcesOfTrunk {
  auth: TrunkAuth;
  host: string | null;
  gateways: readonly Gateway[];
  outboundProxy: string | null;
  sourceAddresses: readonly string[];
  identifyHeader: string | null;
}

/** An address, a network or a name that calls of a trunk may come from, and the field where it stands. */
export interface CallSource {
  pointer: string;
  source: string;
}

/**
 * Where the calls of a trunk may come from. The names of what a trunk registers at are none: the token in its contact tells
 * its calls, wherever they come from.
 */
export function callSources(trunk: SourcesOfTrunk): CallSource[] {
  const { host, gateways, outboundProxy, sourceAddresses } = trunk;
  const proxy = outboundProxy === null ? null : readSipProxy(outboundProxy);
  const called = [
    ...(host === null ? [] : [{ pointer: '/host', source: host }]),
    ...gateways.map((gateway, index) => ({ pointer: `/gateways/${index}/host`, source: gateway.host })),
    ...(proxy === null ? [] : [{ pointer: '/outboundProxy', source: proxy.host }]),
  ].map(({ pointer, source }) => ({ pointer, source: source.replace(/^\[(.*)\]$/, '$1') }));
  return [
    ...called.filter(({ source }) => !isToldByToken(trunk) || readNetwork(source) !== null),
    ...sourceAddresses.map((source, index) => ({ pointer: `/sourceAddresses/${index}`, source })),
  ];
}

/** The names among them, each once, in lower case. */
export function sourceNames(trunk: SourcesOfTrunk): string[] {
  const names = callSources(trunk).filter(({ source }) => readNetwork(source) === null);
  return [...new Set(names.map(({ source }) => source.toLowerCase()))];
}

/** The addresses and networks themselves, each once, those of names as they were looked up last. */
export function sourceNetworks(trunk: SourcesOfTrunk, names: readonly SnapshotName[]): string[] {
  return [...new Set(callSources(trunk).flatMap(({ source }) => resolved(source, names)))];
}

/** Whether nothing tells the calls of a trunk but where they come from. */
export const isToldByAddress = (trunk: SourcesOfTrunk): boolean =>
  (trunk.auth === 'ip' || trunk.auth === 'digest') && trunk.identifyHeader === null;

const isToldByToken = (trunk: SourcesOfTrunk): boolean => trunk.auth === 'register' && trunk.identifyHeader === null;

/**
 * The first source of `trunk` from which calls of `other` may come as well, when nothing else tells the calls of the two
 * apart; null when there is none. A proxy may stand before several carriers, so it counts for none of them.
 */
export function sharedSource(
  trunk: SourcesOfTrunk,
  other: SourcesOfTrunk,
  names: readonly SnapshotName[],
): CallSource | null {
  if ([trunk, other].some((each) => isToldByToken(each) || each.auth === 'peer_registers')) return null;
  if (headerKey(trunk) !== headerKey(other)) return null;
  const theirs = ownSources(other).map(({ source }) => ({ source, networks: networksOf(source, names) }));
  const shared = ownSources(trunk).find(({ source }) => {
    const ours = networksOf(source, names);
    return theirs.some(
      (their) => their.source.toLowerCase() === source.toLowerCase() || anyOverlap(ours, their.networks),
    );
  });
  return shared ?? null;
}

const ownSources = (trunk: SourcesOfTrunk) => callSources({ ...trunk, outboundProxy: null });

/** Whether an address is in one of each. */
export const anyOverlap = (some: readonly IpNetwork[], others: readonly IpNetwork[]): boolean =>
  some.some((one) => others.some((other) => networksOverlap(one, other)));

/** Header names are the same in any case (RFC 3261 section 7.3.1). */
function headerKey({ identifyHeader }: SourcesOfTrunk): string {
  const [name = '', ...value] = identifyHeader?.split(':') ?? [];
  return [name.toLowerCase(), ...value].join(':');
}

function resolved(source: string, names: readonly SnapshotName[]): readonly string[] {
  if (readNetwork(source) !== null) return [source];
  return names.find(({ name }) => name === source.toLowerCase())?.addresses ?? [];
}

const networksOf = (source: string, names: readonly SnapshotName[]): IpNetwork[] =>
  resolved(source, names).flatMap((address) => readNetwork(address) ?? []);
