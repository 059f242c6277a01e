import { alarmingClasses, breakerDefaults, carrierFaults, sipDefaults } from '@trunkline/contracts';
import type { ImageChange, PbxSnapshot, ResourceImage, SnapshotName } from '@trunkline/domain';
import type { DataSource, EntityManager } from 'typeorm';
import type { AnnouncementEntity } from '../entities/announcement.entity.js';
import type { CertificateEntity } from '../entities/certificate.entity.js';
import type { StoredChange } from '../entities/config-revision.entity.js';
import type { ExtensionEntity } from '../entities/extension.entity.js';
import type { InboundRouteEntity } from '../entities/inbound-route.entity.js';
import type { NumberEntity } from '../entities/number.entity.js';
import type { OutboundRouteEntity } from '../entities/outbound-route.entity.js';
import type { RingGroupEntity } from '../entities/ring-group.entity.js';
import type { ScheduleEntity } from '../entities/schedule.entity.js';
import { initialSettings, settingsId } from '../entities/settings.entity.js';
import type { TrunkEntity } from '../entities/trunk.entity.js';
import type { SecretCipher } from '../secrets/secret-cipher.js';
import { snapshotOf } from './read-snapshot.js';

/** The configured resources at some revision, by id, as the revisions up to it left them. */
export type ConfigState = ReadonlyMap<string, { kind: StoredChange['kind']; image: ResourceImage }>;

/**
 * The resources as revision `number` left them. Every revision is kept, so it is made of their changes alone: of each
 * resource the newest one counts.
 */
export async function configStateAt(source: DataSource | EntityManager, number: number): Promise<ConfigState> {
  const rows = await source.query<{ id: string; kind: StoredChange['kind']; image: ResourceImage }[]>(
    `SELECT id, kind, image FROM (
       SELECT DISTINCT ON (c->>'id') c->>'id' AS id, c->>'kind' AS kind, c->'after' AS image
         FROM config_revisions r, jsonb_array_elements(r.changes) WITH ORDINALITY AS e(c, place)
        WHERE r.number <= $1 ORDER BY c->>'id', r.number DESC, place DESC) newest
      WHERE jsonb_typeof(image) = 'object'`,
    [number],
  );
  return new Map(rows.map(({ id, kind, image }) => [id, { kind, image }]));
}

/** The resources as they were before `changes`, which led to `state`. Pure. */
export function withoutChanges(state: ConfigState, changes: readonly ImageChange[]): ConfigState {
  const before = new Map(state);
  for (const change of changes.toReversed()) {
    if (change.before === null) before.delete(change.id);
    else before.set(change.id, { kind: change.kind, image: change.before });
  }
  return before;
}

// Columns that came later than the first revisions: an image from before has none of them.
export const laterTrunkColumns = {
  ...{ fromUser: null, fromDomain: null, callerId: null, callerIdPolicy: 'always', numbering: null, maxCalls: null },
  ...{ maxCallsPerSecond: null, mediaEncryption: 'none', verifyServer: true, gateways: [], failoverOn: carrierFaults },
  ...{ alarmOn: alarmingClasses, breaker: breakerDefaults },
  ...{ sourceAddresses: [], identifyHeader: null, inboundCredentials: [], rates: null },
  ...sipDefaults,
};
export const laterRouteColumns = {
  order: 'listed',
  failoverOn: null,
  alarmOn: null,
  emergency: false,
  allowedGroups: [],
  pinSealed: null,
  callerId: null,
  areaCallerIds: [],
};
export const laterExtensionColumns = {
  callerId: null,
  groups: [],
  voicemailEnabled: false,
  voicemailPinSealed: null,
  voicemailPinsSet: 0,
  voicemailRingSeconds: 20,
};
export const laterInboundColumns = { fallback: null };
const laterColumns: Partial<Record<StoredChange['kind'], ResourceImage>> = {
  trunk: laterTrunkColumns,
  outbound_route: laterRouteColumns,
  extension: laterExtensionColumns,
  number: laterInboundColumns,
  inbound_route: laterInboundColumns,
};

/** An image of an earlier version with the columns that came later. Pure. */
export function grownImage(kind: StoredChange['kind'], image: ResourceImage): ResourceImage {
  return { ...laterColumns[kind], ...image };
}

/** What Asterisk should be configured as at `state`, secrets in clear; `names`: what they resolve to now. Pure but for opening secrets. */
export function snapshotOfState(
  revision: number,
  { state, names }: { state: ConfigState; names: SnapshotName[] },
  cipher: SecretCipher,
): PbxSnapshot {
  const images = (wanted: StoredChange['kind']) =>
    [...state.values()].flatMap(({ kind, image }) =>
      kind === wanted && image.enabled === true ? [grownImage(kind, image)] : [],
    );
  // These cannot be disabled.
  const all = (wanted: StoredChange['kind']) =>
    [...state.values()].flatMap(({ kind, image }) => (kind === wanted ? [image] : []));
  // Images were made from these entities.
  const rows = {
    trunks: images('trunk') as unknown as TrunkEntity[],
    extensions: images('extension') as unknown as ExtensionEntity[],
    numbers: images('number') as unknown as NumberEntity[],
    routes: images('outbound_route') as unknown as OutboundRouteEntity[],
    ringGroups: images('ring_group') as unknown as RingGroupEntity[],
    announcements: images('announcement') as unknown as AnnouncementEntity[],
    settings: { ...initialSettings, ...state.get(settingsId)?.image },
    certificates: all('certificate') as unknown as CertificateEntity[],
    schedules: all('schedule') as unknown as ScheduleEntity[],
    inboundRoutes: images('inbound_route') as unknown as InboundRouteEntity[],
    names,
  };
  return snapshotOf(revision, rows, cipher);
}
