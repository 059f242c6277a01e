import { sipOptionsOf } from '@trunkline/contracts';
import type {
  PbxSnapshot,
  SnapshotAnnouncement,
  SnapshotCertificate,
  SnapshotExtension,
  SnapshotInboundRoute,
  SnapshotMailbox,
  SnapshotName,
  SnapshotOutboundRoute,
  SnapshotRingGroup,
  SnapshotSchedule,
  SnapshotSettings,
  SnapshotTrunk,
} from '@trunkline/domain';
import type { DataSource, EntityManager } from 'typeorm';
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
import { headRevision } from './with-config-change.js';

/** What Asterisk should be configured as now, secrets in clear: enabled resources of one instant, sorted. */
export function readSnapshot(ds: DataSource, cipher: SecretCipher): Promise<PbxSnapshot> {
  return new SnapshotReader(ds, cipher).read();
}

/**
 * Reads snapshots, one after the other. Of ten thousand extensions those alone are read and their secrets opened that
 * changed since the last one; the others are the same objects as in it.
 */
export class SnapshotReader {
  private known = new Map<string, { version: string; extension: SnapshotExtension }>();

  constructor(
    private readonly ds: DataSource,
    private readonly cipher: SecretCipher,
  ) {}

  async read(): Promise<PbxSnapshot> {
    return this.ds.transaction('REPEATABLE READ', async (manager) => {
      const enabled = true;
      const revision = await headRevision(manager);
      const trunks = await manager.findBy(TrunkEntity, { enabled });
      const extensions = await this.extensions(manager);
      const numbers = await manager.findBy(NumberEntity, { enabled });
      const routes = await manager.findBy(OutboundRouteEntity, { enabled });
      const ringGroups = await manager.findBy(RingGroupEntity, { enabled });
      const inboundRoutes = await manager.findBy(InboundRouteEntity, { enabled });
      const schedules = await manager.find(ScheduleEntity);
      const announcements = await manager.findBy(AnnouncementEntity, { enabled });
      const settings = await manager.findOneByOrFail(SettingsEntity, { id: settingsId });
      const certificates = await manager.find(CertificateEntity);
      const names = await ResolvedNames.snapshot(manager);
      const snapshot = assembled(
        revision,
        { trunks, numbers, routes, ringGroups, announcements, inboundRoutes, schedules, settings, certificates, names },
        extensions,
        this.cipher,
      );
      return RateTables.fill(manager, snapshot);
    });
  }

  private async extensions(manager: EntityManager): Promise<SnapshotExtension[]> {
    const [{ versions }] = await manager.query<[{ versions: string | null }]>(extensionVersions);
    const listed = versions?.split('\n').map((line) => ({ id: line.slice(0, ID_LENGTH), version: line })) ?? [];
    const changed = listed.filter(({ id, version }) => this.known.get(id)?.version !== version).map(({ id }) => id);
    const rows = changed.length === 0 ? [] : await manager.query<ExtensionRow[]>(extensionsById, [changed]);
    const read = new Map(rows.map((row) => [row.id, snapshotExtension(row, this.cipher)]));
    const now = new Map<string, { version: string; extension: SnapshotExtension }>();
    for (const { id, version } of listed) {
      const extension = read.get(id) ?? this.known.get(id)?.extension;
      if (extension) now.set(id, { version, extension });
    }
    this.known = now;
    return [...now.values()].map(({ extension }) => extension);
  }
}

const ID_LENGTH = 36;
type MailboxRow = Pick<
  ExtensionEntity,
  'voicemailEnabled' | 'voicemailPinSealed' | 'voicemailPinsSet' | 'voicemailRingSeconds'
>;
type ExtensionRow = MailboxRow &
  Pick<
    ExtensionEntity,
    'id' | 'sipUsername' | 'number' | 'name' | 'codecs' | 'maxContacts' | 'callerId' | 'groups' | 'secretSealed'
  >;

/** One text, which is read in no time. By the time as well: in a restored database a revision is another one than before. */
const extensionVersions = `
SELECT string_agg(id || ' ' || revision || ' ' || extract(epoch FROM updated_at), E'\\n') AS versions FROM extensions WHERE enabled`;
const extensionsById = `
SELECT id, sip_username AS "sipUsername", number, name, codecs, max_contacts AS "maxContacts", caller_id AS "callerId", groups, secret_sealed AS "secretSealed",
       voicemail_enabled AS "voicemailEnabled", voicemail_pin_sealed AS "voicemailPinSealed",
       voicemail_pins_set AS "voicemailPinsSet", voicemail_ring_seconds AS "voicemailRingSeconds"
  FROM extensions WHERE id = ANY($1)`;

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
  const extensions = resources.extensions.map((extension) => snapshotExtension(extension, cipher));
  return assembled(revision, resources, extensions, cipher);
}

function assembled(
  revision: number,
  resources: Omit<EnabledResources, 'extensions'>,
  extensions: SnapshotExtension[],
  cipher: Opener,
): PbxSnapshot {
  const { trunks, numbers, routes, ringGroups, inboundRoutes, schedules, settings, certificates, announcements } =
    resources;
  const refs = new Map(trunks.map((trunk) => [trunk.id, trunk.ref]));
  return {
    revision,
    trunks: trunks.map((trunk) => snapshotTrunk(trunk, cipher)).sort(by((trunk) => trunk.ref)),
    extensions: extensions.sort(by((extension) => extension.number)),
    numbers: numbers
      .map(({ id, number, destination, fallback }) => ({ id, number, destination, fallback }))
      .sort(by((number) => number.number)),
    outboundRoutes: routes.sort(byPosition).map((route) => snapshotRoute(route, refs, cipher)),
    ringGroups: ringGroups.map(snapshotRingGroup).sort(by((group) => group.ref)),
    inboundRoutes: inboundRoutes.sort(byPosition).map(snapshotInboundRoute),
    schedules: schedules.map(snapshotSchedule).sort(by((schedule) => schedule.ref)),
    announcements: announcements.map(snapshotAnnouncement).sort(by(({ ref }) => ref)),
    settings: snapshotSettings(settings),
    certificates: certificates.map((row) => snapshotCertificate(row, cipher)).sort(by(({ id }) => id)),
    names: resources.names,
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
