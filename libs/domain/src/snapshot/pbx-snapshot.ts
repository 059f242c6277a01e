import type {
  AreaCallerId,
  CallerIdPolicy,
  CertificateKind,
  Codec,
  Destination,
  DialPattern,
  FailoverClass,
  Gateway,
  InboundRoute,
  MediaEncryption,
  Numbering,
  RingStrategy,
  Schedule,
  SipTransport,
  TrunkAuth,
  TrunkOrder,
  TrunkRates,
  TrunkSip,
} from '@trunkline/contracts';
import type { RateTable } from '../rates/rate-table.js';

/**
 * All that Asterisk's configuration is made of, at one revision, secrets in clear. The renderer is a pure function
 * of it; it is never logged and never stored. Lists are sorted: by `ref`, `number`, `id`, `name`, and routes, both kinds, by position then ref.
 */
export interface PbxSnapshot {
  revision: number;
  trunks: SnapshotTrunk[];
  extensions: SnapshotExtension[];
  numbers: SnapshotNumber[];
  outboundRoutes: SnapshotOutboundRoute[];
  ringGroups: SnapshotRingGroup[];
  inboundRoutes: SnapshotInboundRoute[];
  schedules: SnapshotSchedule[];
  announcements: SnapshotAnnouncement[];
  settings: SnapshotSettings;
  certificates: SnapshotCertificate[];
  names: SnapshotName[];
  /** The tables of rates that `ratesInUse` names, by their id. */
  rateTables: ReadonlyMap<string, RateTable>;
}

/** `ref` (`t_…`) names the endpoint, AOR, auth, registration and identify in Asterisk. Disabled ones are left out. */
export interface SnapshotTrunk extends TrunkSip {
  id: string;
  ref: string;
  name: string;
  host: string | null;
  port: number | null;
  transport: SipTransport;
  auth: TrunkAuth;
  username: string | null;
  password: string | null;
  codecs: Codec[];
  fromUser: string | null;
  fromDomain: string | null;
  callerId: string | null;
  callerIdPolicy: CallerIdPolicy;
  numbering: Numbering | null;
  maxCalls: number | null;
  maxCallsPerSecond: number | null;
  mediaEncryption: MediaEncryption;
  verifyServer: boolean;
  gateways: Gateway[];
  failoverOn: FailoverClass[];
  sourceAddresses: string[];
  identifyHeader: string | null;
  inboundCredentials: { username: string; password: string }[];
  rates: SnapshotRates | null;
}

/** The table of what the carrier of a trunk charges, by its id. */
export type SnapshotRates = TrunkRates & { tableId: string };

/** The addresses of a host name, as they were looked up last. A name that has not been is not there, or has none. */
export interface SnapshotName {
  name: string;
  addresses: string[];
}

/** `sipUsername` (`e_…`) names the endpoint, AOR and auth in Asterisk; `number` is what people dial. */
export interface SnapshotExtension {
  id: string;
  sipUsername: string;
  number: string;
  name: string;
  secret: string;
  codecs: Codec[];
  maxContacts: number;
  callerId: string | null;
  groups: string[];
  voicemail: SnapshotMailbox | null;
}

/** The mailbox of an extension, which takes a call after `ringSeconds`. `pinsSet` counts how often its PIN was set. */
export interface SnapshotMailbox {
  pinSecret: string;
  pinsSet: number;
  ringSeconds: number;
}

export interface SnapshotNumber {
  id: string;
  number: string;
  destination: Destination | null;
  fallback: Destination | null;
}

/** `trunkRefs` are the enabled trunks of the route, in the order in which they are tried; `failoverOn` null: as each trunk says. */
export interface SnapshotOutboundRoute {
  id: string;
  ref: string;
  name: string;
  patterns: DialPattern[];
  trunkRefs: string[];
  order: TrunkOrder;
  failoverOn: FailoverClass[] | null;
  emergency: boolean;
  allowedGroups: string[];
  pinSecret: string | null;
  callerId: string | null;
  areaCallerIds: AreaCallerId[];
}

/** `ref` (`g_…`) is its name in the dialplan. `members` are ids of extensions, of which some may be disabled. */
export interface SnapshotRingGroup {
  id: string;
  ref: string;
  name: string;
  number: string | null;
  strategy: RingStrategy;
  members: string[];
  ringSeconds: number;
  noAnswer: Destination | null;
}

/** `ref` (`i_…`) is its name in the dialplan. `trunkIds` may name trunks that are disabled. */
export type SnapshotInboundRoute = Pick<
  InboundRoute,
  'id' | 'ref' | 'name' | 'numbers' | 'trunkIds' | 'callers' | 'schedule' | 'destination' | 'fallback'
>;

/** `ref` (`s_…`) is its name in the dialplan. */
export type SnapshotSchedule = Pick<Schedule, 'id' | 'ref' | 'name' | 'timezone' | 'weekly' | 'holidays' | 'override'>;

/** `ref` (`a_…`) is its name in the dialplan, `audioId` the id of the file that is played, which is its hash. */
export interface SnapshotAnnouncement {
  id: string;
  ref: string;
  name: string;
  audioId: string;
  next: Destination | null;
}

/** Settings of the node; null leaves what it was installed with. */
export interface SnapshotSettings {
  publicAddress: string | null;
  localNetworks: string[];
  rtpPortStart: number | null;
  rtpPortEnd: number | null;
  sipPort: number | null;
  tlsCertificateId: string | null;
  callerNameUrl: string | null;
  country: string;
}

/** A chain in PEM form; `keySecret` is the private key, of a certificate of this PBX only. */
export interface SnapshotCertificate {
  id: string;
  kind: CertificateKind;
  name: string;
  pem: string;
  keySecret: string | null;
}
