import type {
  PbxSnapshot,
  SnapshotAnnouncement,
  SnapshotExtension,
  SnapshotInboundRoute,
  SnapshotNumber,
  SnapshotOutboundRoute,
  SnapshotRingGroup,
  SnapshotSchedule,
  SnapshotSettings,
  SnapshotTrunk,
} from '@trunkline/domain';
import type { DataSource, EntityManager } from 'typeorm';
import type { StoredChange } from '../entities/config-revision.entity.js';
import { storableText } from '../entities/storable.js';
import type { TrunkEntity } from '../entities/trunk.entity.js';
import type { SecretCipher } from '../secrets/secret-cipher.js';
import { laterExtensionColumns, laterInboundColumns, laterRouteColumns, laterTrunkColumns } from './config-state.js';
import { type CertificateRow, openedCredentials, snapshotCertificate, snapshotMailbox } from './read-snapshot.js';
import { revisionSettledChannel } from './revisions.js';

/** A resource whose newest version Asterisk has not taken. `live`: the version it has, null when it has none. */
export interface UnprovenResource {
  id: string;
  kind: StoredChange['kind'];
  name: string;
  /** The revision of the newest version, and the one of `live`. */
  revision: number;
  liveRevision: number | null;
  status: 'pending' | 'failed';
  reason: string | null;
  live: Record<string, unknown> | null;
}

/**
 * Resources whose newest change is pending or was refused, oldest first; of all, or of those with these ids. Secrets in
 * `live` are envelopes.
 */
export function unprovenResources(
  source: DataSource | EntityManager,
  ids?: readonly string[],
): Promise<UnprovenResource[]> {
  return source.query<UnprovenResource[]>(
    // Of the revisions, as many as there ever were, those alone that name a resource with one that is not live.
    `WITH wanted AS MATERIALIZED (
       SELECT coalesce(array_agg(DISTINCT c->>'id'), '{}') AS ids
         FROM config_revisions r, jsonb_array_elements(r.changes) c
        WHERE r.status IN ('pending', 'failed') AND ($1::text[] IS NULL OR c->>'id' = ANY($1))),
     change AS (
       SELECT r.number, r.reason, c->>'id' AS id, c->>'kind' AS kind, c->>'name' AS name, c->'after' AS after,
              -- Settled apart (it has hashes): its resource is to blame. Else it failed whole, and is live since
              -- a later one was applied.
              CASE WHEN r.status = 'failed' AND r.file_hashes IS NOT NULL THEN 'failed'
                   WHEN r.status IN ('applied', 'superseded') THEN 'live'
                   WHEN r.status = 'failed' AND r.number < (SELECT max(number) FROM config_revisions WHERE status = 'applied')
                   THEN 'live' ELSE 'pending' END AS status
         FROM config_revisions r, jsonb_array_elements(r.changes) c
        WHERE jsonb_path_query_array(r.changes, '$[*].id') ?| (SELECT ids FROM wanted)
          AND c->>'id' = ANY((SELECT ids FROM wanted)::text[])),
     newest AS (SELECT DISTINCT ON (id) * FROM change ORDER BY id, number DESC),
     live AS (SELECT DISTINCT ON (id) id, number, after FROM change
               WHERE status = 'live' ORDER BY id, number DESC)
     SELECT newest.id, newest.kind, newest.name, newest.number AS revision, newest.status, newest.reason,
            live.number AS "liveRevision", nullif(live.after, 'null'::jsonb) AS live
       FROM newest LEFT JOIN live USING (id)
      WHERE newest.status <> 'live' ORDER BY newest.number, newest.id`,
    [ids ?? null],
  );
}

/** The snapshot with each of `held` at its live version, or without it when it was never applied; with the tables of rates of the newest. */
export function withHeld(snapshot: PbxSnapshot, held: readonly UnprovenResource[], cipher: SecretCipher): PbxSnapshot {
  if (held.length === 0) return snapshot;
  const gone = new Set(held.map(({ id }) => id));
  const live = (kind: UnprovenResource['kind']) =>
    held.flatMap((one) => (one.kind === kind && one.live?.enabled === true ? [one.live] : []));
  // Of a kind that cannot be disabled.
  const liveAlways = (kind: UnprovenResource['kind']) =>
    held.flatMap((one) => (one.kind === kind && one.live !== null ? [one.live] : []));
  const rest = <T extends { id: string }>(items: T[]) => items.filter(({ id }) => !gone.has(id));
  const trunks = [...rest(snapshot.trunks), ...live('trunk').map((image) => trunkOf(image, cipher))];
  const refs = new Map(trunks.map(({ id, ref }) => [id, ref]));
  const known = new Set(refs.values());
  const routes = [
    ...rest(snapshot.outboundRoutes),
    ...live('outbound_route').map((image) => routeOf(image, refs, cipher)),
  ];
  return {
    revision: snapshot.revision,
    trunks: trunks.sort(by(({ ref }) => ref)),
    extensions: [...rest(snapshot.extensions), ...live('extension').map((image) => extensionOf(image, cipher))].sort(
      by(({ number }) => number),
    ),
    numbers: [
      ...rest(snapshot.numbers),
      ...live('number').map((image) => ({ ...laterInboundColumns, ...image }) as unknown as SnapshotNumber),
    ].sort(by(({ number }) => number)),
    // A snapshot has no positions: a route that is held keeps its place among those that stay, else it comes last.
    outboundRoutes: inOldOrder(snapshot.outboundRoutes, routes).map((route) => ({
      ...route,
      trunkRefs: route.trunkRefs.filter((ref) => known.has(ref)),
    })),
    ringGroups: [
      ...rest(snapshot.ringGroups),
      ...live('ring_group').map((image) => image as unknown as SnapshotRingGroup),
    ].sort(by(({ ref }) => ref)),
    inboundRoutes: inOldOrder(snapshot.inboundRoutes, [
      ...rest(snapshot.inboundRoutes),
      ...live('inbound_route').map(
        (image) => ({ ...laterInboundColumns, ...image }) as unknown as SnapshotInboundRoute,
      ),
    ]),
    schedules: [
      ...rest(snapshot.schedules),
      ...liveAlways('schedule').map((image) => image as unknown as SnapshotSchedule),
    ].sort(by(({ ref }) => ref)),
    announcements: [
      ...rest(snapshot.announcements),
      ...live('announcement').map((image) => image as unknown as SnapshotAnnouncement),
    ].sort(by(({ ref }) => ref)),
    settings: settingsOf(snapshot, held),
    certificates: [
      ...rest(snapshot.certificates),
      ...liveAlways('certificate').map((image) => snapshotCertificate(image as unknown as CertificateRow, cipher)),
    ].sort(by(({ id }) => id)),
    names: snapshot.names,
    rateTables: snapshot.rateTables,
  };
}

/**
 * Settles the pending revisions up to `upTo` when some resources were held: what changes one of those failed with
 * `reasons` (id -> sentence), of the others the newest is applied and the rest superseded.
 */
export async function settleApart(
  manager: EntityManager,
  upTo: number,
  reasons: ReadonlyMap<string, string>,
  { fileHashes, rendererVersion }: { fileHashes: Record<string, string>; rendererVersion: string },
): Promise<void> {
  for (const [id, reason] of reasons) {
    await manager.query(
      `UPDATE config_revisions SET status = 'failed', reason = $3, renderer_version = $4, file_hashes = $5::jsonb,
              settled_at = now()
        WHERE number <= $1 AND status = 'pending' AND changes @> jsonb_build_array(jsonb_build_object('id', $2::text))`,
      [upTo, id, storableText(reason), rendererVersion, JSON.stringify(fileHashes)],
    );
  }
  await manager.query(
    `UPDATE config_revisions
        SET status = CASE WHEN number = (SELECT max(number) FROM config_revisions WHERE status = 'pending' AND number <= $1)
                          THEN 'applied' ELSE 'superseded' END,
            reason = NULL, file_hashes = $2::jsonb, renderer_version = $3, settled_at = now()
      WHERE number <= $1 AND status = 'pending'`,
    [upTo, JSON.stringify(fileHashes), rendererVersion],
  );
  await manager.query('SELECT pg_notify($1, $2)', [revisionSettledChannel, String(upTo)]);
}

function inOldOrder<R extends { id: string }>(before: readonly R[], routes: readonly R[]): R[] {
  const place = new Map(before.map(({ id }, index) => [id, index]));
  const of = ({ id }: R) => place.get(id) ?? routes.length;
  return [...routes].sort((a, b) => of(a) - of(b));
}

function by<T>(key: (item: T) => string): (a: T, b: T) => number {
  return (a, b) => (key(a) < key(b) ? -1 : key(a) > key(b) ? 1 : 0);
}

/** Settings that were never applied are held by leaving everything as it was installed. */
function settingsOf({ settings }: PbxSnapshot, held: readonly UnprovenResource[]): SnapshotSettings {
  const one = held.find(({ kind }) => kind === 'settings');
  if (one === undefined) return settings;
  const asInstalled = {
    publicAddress: null,
    rtpPortStart: null,
    rtpPortEnd: null,
    sipPort: null,
    tlsCertificateId: null,
    callerNameUrl: null,
  };
  return one.live === null
    ? { ...settings, ...asInstalled }
    : ({ tlsCertificateId: null, callerNameUrl: null, ...one.live } as unknown as SnapshotSettings);
}

// Images were made from the entities whose properties the snapshot has, secrets apart.
function trunkOf({ passwordSealed, ...image }: Record<string, unknown>, cipher: SecretCipher): SnapshotTrunk {
  const password = typeof passwordSealed === 'string' ? cipher.open(passwordSealed) : null;
  const grown = { ...laterTrunkColumns, ...image } as unknown as SnapshotTrunk &
    Pick<TrunkEntity, 'inboundCredentials'>;
  return { ...grown, password, inboundCredentials: openedCredentials(grown.inboundCredentials, cipher) };
}

function extensionOf({ secretSealed, ...image }: Record<string, unknown>, cipher: SecretCipher): SnapshotExtension {
  const grown = { ...laterExtensionColumns, ...image };
  const voicemail = snapshotMailbox(grown, cipher);
  return { ...grown, secret: cipher.open(String(secretSealed)), voicemail } as unknown as SnapshotExtension;
}

function routeOf(
  image: Record<string, unknown>,
  refs: Map<string, string>,
  cipher: SecretCipher,
): SnapshotOutboundRoute {
  const { trunkIds, pinSealed, ...route }: Record<string, unknown> = { ...laterRouteColumns, ...image };
  const trunkRefs = (trunkIds as string[]).flatMap((id) => refs.get(id) ?? []);
  const pinSecret = typeof pinSealed === 'string' ? cipher.open(pinSealed) : null;
  return { ...route, trunkRefs, pinSecret } as unknown as SnapshotOutboundRoute;
}
