import type {
  PbxSnapshot,
  SnapshotExtension,
  SnapshotOutboundRoute,
  SnapshotSettings,
  SnapshotTrunk,
} from '@trunkline/domain';
import type { DataSource } from 'typeorm';
import { ExtensionEntity } from '../entities/extension.entity.js';
import { NumberEntity } from '../entities/number.entity.js';
import { OutboundRouteEntity } from '../entities/outbound-route.entity.js';
import { SettingsEntity, settingsId } from '../entities/settings.entity.js';
import { TrunkEntity } from '../entities/trunk.entity.js';
import type { Opener } from '../secrets/opened-secrets.js';
import { headRevision } from './with-config-change.js';

/** What Asterisk should be configured as now, secrets in clear: enabled resources of one instant, sorted. */
export async function readSnapshot(ds: DataSource, cipher: Opener): Promise<PbxSnapshot> {
  return ds.transaction('REPEATABLE READ', async (manager) => {
    const enabled = true;
    const revision = await headRevision(manager);
    const trunks = await manager.findBy(TrunkEntity, { enabled });
    const extensions = await manager.query<ExtensionRow[]>(enabledExtensions);
    const numbers = await manager.findBy(NumberEntity, { enabled });
    const routes = await manager.findBy(OutboundRouteEntity, { enabled });
    const settings = await manager.findOneByOrFail(SettingsEntity, { id: settingsId });
    return snapshotOf(revision, { trunks, extensions, numbers, routes, settings }, cipher);
  });
}

type ExtensionRow = Pick<
  ExtensionEntity,
  'id' | 'sipUsername' | 'number' | 'name' | 'codecs' | 'maxContacts' | 'secretSealed'
>;

/** Of the one kind of which there are thousands, rows alone: nothing of an entity is needed. */
const enabledExtensions = `
SELECT id, sip_username AS "sipUsername", number, name, codecs, max_contacts AS "maxContacts", secret_sealed AS "secretSealed"
  FROM extensions WHERE enabled`;

/** The enabled resources of each kind, and the settings. */
export interface EnabledResources {
  trunks: TrunkEntity[];
  extensions: ExtensionRow[];
  numbers: NumberEntity[];
  routes: OutboundRouteEntity[];
  settings: SnapshotSettings;
}

/** The snapshot made of them: sorted, secrets opened. */
export function snapshotOf(
  revision: number,
  { trunks, extensions, numbers, routes, settings }: EnabledResources,
  cipher: Opener,
): PbxSnapshot {
  const refs = new Map(trunks.map((trunk) => [trunk.id, trunk.ref]));
  return {
    revision,
    trunks: trunks.map((trunk) => snapshotTrunk(trunk, cipher)).sort(by((trunk) => trunk.ref)),
    extensions: extensions
      .map((extension) => snapshotExtension(extension, cipher))
      .sort(by((extension) => extension.number)),
    numbers: numbers
      .map(({ id, number, destination }) => ({ id, number, destination }))
      .sort(by((number) => number.number)),
    outboundRoutes: routes
      .sort((a, b) => a.position - b.position || (a.ref < b.ref ? -1 : 1))
      .map((route) => snapshotRoute(route, refs)),
    settings: snapshotSettings(settings),
  };
}

/** Code unit order: the same on every machine, unlike the database's collation. */
function by<T>(key: (item: T) => string): (a: T, b: T) => number {
  return (a, b) => (key(a) < key(b) ? -1 : key(a) > key(b) ? 1 : 0);
}

function snapshotTrunk(trunk: TrunkEntity, cipher: Opener): SnapshotTrunk {
  const { id, ref, name, host, port, transport, auth, username, codecs, passwordSealed } = trunk;
  const { fromUser, fromDomain, callerId, maxCalls } = trunk;
  const password = passwordSealed === null ? null : cipher.open(passwordSealed);
  return {
    ...{ id, ref, name, host, port, transport, auth, username, password, codecs },
    ...{ fromUser, fromDomain, callerId, maxCalls },
  };
}

function snapshotExtension(extension: ExtensionRow, cipher: Opener): SnapshotExtension {
  const { id, sipUsername, number, name, codecs, maxContacts, secretSealed } = extension;
  return { id, sipUsername, number, name, secret: cipher.open(secretSealed), codecs, maxContacts };
}

function snapshotRoute(route: OutboundRouteEntity, trunkRefs: Map<string, string>): SnapshotOutboundRoute {
  const { id, ref, name, patterns, trunkIds } = route;
  return { id, ref, name, patterns, trunkRefs: trunkIds.flatMap((trunkId) => trunkRefs.get(trunkId) ?? []) };
}

function snapshotSettings(row: SnapshotSettings): SnapshotSettings {
  const { publicAddress, localNetworks, rtpPortStart, rtpPortEnd, sipPort, country } = row;
  return { publicAddress, localNetworks, rtpPortStart, rtpPortEnd, sipPort, country };
}
