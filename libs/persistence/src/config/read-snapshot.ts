import { sipOptionsOf } from '@trunkline/contracts';
import type {
  PbxSnapshot,
  SnapshotAnnouncement,
  SnapshotCertificate,
  SnapshotExtension,
  SnapshotInboundRoute,
  SnapshotMailbox,
  SnapshotName,
  SnapshotNumber,
  SnapshotOutboundRoute,
  SnapshotRingGroup,
  SnapshotSchedule,
  SnapshotSettings,
  SnapshotTrunk,
} from '@trunkline/domain';
import type { DataSource } from 'typeorm';
import { AnnouncementEntity } from '../entities/announcement.entity.js';
import { CertificateEntity, certificateKeyPurpose } from '../entities/certificate.entity.js';
import { ExtensionEntity } from '../entities/extension.entity.js';
import { InboundRouteEntity } from '../entities/inbound-route.entity.js';
import { NumberEntity } from '../entities/number.entity.js';
import { OutboundRouteEntity } from '../entities/outbound-route.entity.js';
import { RingGroupEntity } from '../entities/ring-group.entity.js';
import { ScheduleEntity } from '../entities/schedule.entity.js';
import { SettingsEntity, settingsId } from '../entities/settings.entity.js';
import { type SealedCredentials, TrunkEntity } from '../entities/trunk.entity.js';
import { ResolvedNames } from '../names/resolved-names.js';
import { RateTables } from '../rates/rate-tables.js';
import type { SecretCipher } from '../secrets/secret-cipher.js';
import { KnownRows } from './known-rows.js';
import { headRevision } from './with-config-change.js';

/** What Asterisk should be configured as now, secrets in clear: enabled resources of one instant, sorted. */
export function readSnapshot(ds: DataSource, cipher: SecretCipher): Promise<PbxSnapshot> {
  return new SnapshotReader(ds, cipher).read();
}

/**
 * Reads snapshots, one after the other. Of what an office may have in thousands those alone are read, and their secrets
 * opened, that changed since the last one; the others are the same objects as in it.
 */
export class SnapshotReader {
  private readonly trunks: KnownRows<TrunkEntity, SnapshotTrunk>;
  private readonly extensions: KnownRows<ExtensionEntity, SnapshotExtension>;
  private readonly numbers = new KnownRows(NumberEntity, snapshotNumber);
  private readonly routes = new KnownRows(OutboundRouteEntity, (row) => row);
  private readonly inboundRoutes = new KnownRows(InboundRouteEntity, (row) => row);

  constructor(
    private readonly ds: DataSource,
    private readonly cipher: SecretCipher,
  ) {
    this.trunks = new KnownRows(TrunkEntity, (row) => snapshotTrunk(row, cipher));
    this.extensions = new KnownRows(ExtensionEntity, (row) => snapshotExtension(row, cipher));
  }

  async read(): Promise<PbxSnapshot> {
    return this.ds.transaction('REPEATABLE READ', async (manager) => {
      const enabled = true;
      const revision = await headRevision(manager);
      const snapshot = assembled(
        revision,
        {
          trunks: await this.trunks.read(manager),
          extensions: await this.extensions.read(manager),
          numbers: await this.numbers.read(manager),
          routes: await this.routes.read(manager),
          inboundRoutes: await this.inboundRoutes.read(manager),
          ringGroups: await manager.findBy(RingGroupEntity, { enabled }),
          schedules: await manager.find(ScheduleEntity),
          announcements: await manager.findBy(AnnouncementEntity, { enabled }),
          settings: await manager.findOneByOrFail(SettingsEntity, { id: settingsId }),
          certificates: await manager.find(CertificateEntity),
          names: await ResolvedNames.snapshot(manager),
        },
        this.cipher,
      );
      return RateTables.fill(manager, snapshot);
    });
  }
}

type MailboxRow = Pick<
  ExtensionEntity,
  'voicemailEnabled' | 'voicemailPinSealed' | 'voicemailPinsSet' | 'voicemailRingSeconds'
>;
type ExtensionRow = MailboxRow &
  Pick<
    ExtensionEntity,
    'id' | 'sipUsername' | 'number' | 'name' | 'codecs' | 'maxContacts' | 'callerId' | 'groups' | 'secretSealed'
  >;

export type CertificateRow = Pick<CertificateEntity, 'id' | 'kind' | 'name' | 'pem' | 'privateKeySealed'>;

/** What opens a sealed secret. */
type Opener = Pick<SecretCipher, 'open'>;

/** The enabled resources of each kind, the settings, and what the names among them resolve to. */
export interface EnabledResources {
  trunks: TrunkEntity[];
  extensions: ExtensionRow[];
  numbers: NumberEntity[];
  routes: OutboundRouteEntity[];
  ringGroups: RingGroupEntity[];
  inboundRoutes: InboundRouteEntity[];
  schedules: ScheduleEntity[];
  announcements: AnnouncementEntity[];
  settings: SnapshotSettings;
  certificates: CertificateRow[];
  names: SnapshotName[];
}

/** The snapshot made of them: sorted, secrets opened, without tables of rates. */
export function snapshotOf(revision: number, resources: EnabledResources, cipher: Opener): PbxSnapshot {
  const made = {
    trunks: resources.trunks.map((trunk) => snapshotTrunk(trunk, cipher)),
    extensions: resources.extensions.map((extension) => snapshotExtension(extension, cipher)),
    numbers: resources.numbers.map(snapshotNumber),
  };
  return assembled(revision, { ...resources, ...made }, cipher);
}

type MadeAlready = Pick<PbxSnapshot, 'trunks' | 'extensions' | 'numbers'>;

function assembled(
  revision: number,
  resources: Omit<EnabledResources, keyof MadeAlready> & MadeAlready,
  cipher: Opener,
): PbxSnapshot {
  const { trunks, extensions, numbers, routes, ringGroups, inboundRoutes, schedules, settings } = resources;
  const { certificates, announcements, names } = resources;
  const refs = new Map(trunks.map((trunk) => [trunk.id, trunk.ref]));
  return {
    revision,
    trunks: trunks.sort(by((trunk) => trunk.ref)),
    extensions: extensions.sort(by((extension) => extension.number)),
    numbers: numbers.sort(by((number) => number.number)),
    outboundRoutes: routes.sort(byPosition).map((route) => snapshotRoute(route, refs, cipher)),
    ringGroups: ringGroups.map(snapshotRingGroup).sort(by((group) => group.ref)),
    inboundRoutes: inboundRoutes.sort(byPosition).map(snapshotInboundRoute),
    schedules: schedules.map(snapshotSchedule).sort(by((schedule) => schedule.ref)),
    announcements: announcements.map(snapshotAnnouncement).sort(by(({ ref }) => ref)),
    settings: snapshotSettings(settings),
    certificates: certificates.map((row) => snapshotCertificate(row, cipher)).sort(by(({ id }) => id)),
    names,
    rateTables: new Map(),
  };
}

/** Code unit order: the same on every machine, unlike the database's collation. */
function by<T>(key: (item: T) => string): (a: T, b: T) => number {
  return (a, b) => (key(a) < key(b) ? -1 : key(a) > key(b) ? 1 : 0);
}

type Placed = { position: number; ref: string };
const byPosition = (a: Placed, b: Placed): number => a.position - b.position || (a.ref < b.ref ? -1 : 1);

function snapshotTrunk(trunk: TrunkEntity, cipher: Opener): SnapshotTrunk {
  const { id, ref, name, host, port, transport, auth, username, codecs, passwordSealed } = trunk;
  const { fromUser, fromDomain, callerId, callerIdPolicy, numbering, maxCalls, maxCallsPerSecond } = trunk;
  const { mediaEncryption, verifyServer, gateways, failoverOn } = trunk;
  const { sourceAddresses, identifyHeader, rates } = trunk;
  const password = passwordSealed === null ? null : cipher.open(passwordSealed);
  const inboundCredentials = openedCredentials(trunk.inboundCredentials, cipher);
  return {
    ...{ id, ref, name, host, port, transport, auth, username, password, codecs, inboundCredentials },
    ...{ fromUser, fromDomain, callerId, callerIdPolicy, numbering, maxCalls, maxCallsPerSecond },
    ...{ mediaEncryption, verifyServer, gateways, failoverOn, sourceAddresses, identifyHeader, rates },
    ...sipOptionsOf(trunk),
  };
}

function snapshotNumber({ id, number, destination, fallback }: NumberEntity): SnapshotNumber {
  return { id, number, destination, fallback };
}

/** What callers may prove, with passwords in clear. */
export const openedCredentials = (sealed: readonly SealedCredentials[], cipher: Opener) =>
  sealed.map(({ username, passwordSealed }) => ({ username, password: cipher.open(passwordSealed) }));

function snapshotExtension(extension: ExtensionRow, cipher: Opener): SnapshotExtension {
  const { id, sipUsername, number, name, codecs, maxContacts, callerId, groups } = extension;
  const secret = cipher.open(extension.secretSealed);
  const voicemail = snapshotMailbox(extension, cipher);
  return { id, sipUsername, number, name, secret, codecs, maxContacts, callerId, groups, voicemail };
}

/** The mailbox of an extension, null where it has none. */
export function snapshotMailbox(
  { voicemailEnabled, voicemailPinSealed, voicemailPinsSet, voicemailRingSeconds }: MailboxRow,
  cipher: Opener,
): SnapshotMailbox | null {
  if (!voicemailEnabled || voicemailPinSealed === null) return null;
  const pinSecret = cipher.open(voicemailPinSealed);
  return { pinSecret, pinsSet: voicemailPinsSet, ringSeconds: voicemailRingSeconds };
}

function snapshotRoute(
  route: OutboundRouteEntity,
  trunkRefs: Map<string, string>,
  cipher: Opener,
): SnapshotOutboundRoute {
  const { id, ref, name, patterns, trunkIds, failoverOn, emergency, allowedGroups, callerId, areaCallerIds } = route;
  return {
    id,
    ref,
    name,
    patterns,
    trunkRefs: trunkIds.flatMap((trunkId) => trunkRefs.get(trunkId) ?? []),
    order: route.order,
    failoverOn,
    ...{ emergency, allowedGroups, callerId, areaCallerIds },
    pinSecret: route.pinSealed === null ? null : cipher.open(route.pinSealed),
  };
}

function snapshotRingGroup(group: RingGroupEntity): SnapshotRingGroup {
  const { id, ref, name, number, strategy, members, ringSeconds, noAnswer } = group;
  return { id, ref, name, number, strategy, members, ringSeconds, noAnswer };
}

function snapshotInboundRoute(route: InboundRouteEntity): SnapshotInboundRoute {
  const { id, ref, name, numbers, trunkIds, callers, schedule, destination, fallback } = route;
  return { id, ref, name, numbers, trunkIds, callers, schedule, destination, fallback };
}

function snapshotSchedule(row: ScheduleEntity): SnapshotSchedule {
  const { id, ref, name, timezone, weekly, holidays, override } = row;
  return { id, ref, name, timezone, weekly, holidays, override };
}

function snapshotAnnouncement({ id, ref, name, audioId, next }: AnnouncementEntity): SnapshotAnnouncement {
  return { id, ref, name, audioId, next };
}

function snapshotSettings(row: SnapshotSettings): SnapshotSettings {
  const { publicAddress, localNetworks, rtpPortStart, rtpPortEnd, sipPort, country } = row;
  const { tlsCertificateId = null, callerNameUrl = null } = row;
  return {
    ...{ publicAddress, localNetworks, rtpPortStart, rtpPortEnd, sipPort, country },
    ...{ tlsCertificateId, callerNameUrl },
  };
}

/** A certificate with its key opened. */
export function snapshotCertificate(row: CertificateRow, cipher: Opener): SnapshotCertificate {
  const { id, kind, name, pem, privateKeySealed } = row;
  const keySecret = privateKeySealed === null ? null : cipher.open(privateKeySealed, certificateKeyPurpose);
  return { id, kind, name, pem, keySecret };
}
