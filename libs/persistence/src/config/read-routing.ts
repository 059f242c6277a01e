import type { Routing } from '@trunkline/domain';
import type { DataSource } from 'typeorm';
import { AnnouncementEntity } from '../entities/announcement.entity.js';
import { ExtensionEntity } from '../entities/extension.entity.js';
import { InboundRouteEntity } from '../entities/inbound-route.entity.js';
import { NumberEntity } from '../entities/number.entity.js';
import { OutboundRouteEntity } from '../entities/outbound-route.entity.js';
import { RingGroupEntity } from '../entities/ring-group.entity.js';
import { ScheduleEntity } from '../entities/schedule.entity.js';
import { SettingsEntity, settingsId } from '../entities/settings.entity.js';
import { TrunkEntity } from '../entities/trunk.entity.js';
import { RateTables } from '../rates/rate-tables.js';
import { GatewayRecords } from '../trunk-health/gateway-records.js';
import { snapshotOf } from './read-snapshot.js';
import { headRevision } from './with-config-change.js';

/** Everything that decides where a call goes, of one instant, without a secret. */
export async function readRouting(ds: DataSource): Promise<Routing> {
  return ds.transaction('REPEATABLE READ', async (manager) => {
    const revision = await headRevision(manager);
    const trunks = await manager.find(TrunkEntity);
    const extensions = await manager.find(ExtensionEntity);
    const numbers = await manager.find(NumberEntity);
    const inOrder = { order: { position: 'ASC', ref: 'ASC' } } as const;
    const routes = await manager.find(OutboundRouteEntity, inOrder);
    const inboundRoutes = await manager.find(InboundRouteEntity, inOrder);
    const schedules = await manager.find(ScheduleEntity);
    const ringGroups = await manager.find(RingGroupEntity);
    const announcements = await manager.find(AnnouncementEntity);
    const settings = await manager.findOneByOrFail(SettingsEntity, { id: settingsId });
    const passedOver = (await GatewayRecords.all(manager)).filter(
      ({ record: { breaker, until } }) => breaker === 'open' && (until ?? 0) > Date.now(),
    );
    const enabled = {
      trunks: trunks.filter(on),
      extensions: extensions.filter(on),
      numbers: numbers.filter(on),
      routes: routes.filter(on),
      ringGroups: ringGroups.filter(on),
      inboundRoutes: inboundRoutes.filter(on),
      schedules,
      announcements: announcements.filter(on),
      settings,
      certificates: [],
      names: [],
    };
    return {
      snapshot: await RateTables.fill(manager, snapshotOf(revision, enabled, nobodysSecrets)),
      disabled: {
        extensions: extensions.filter(off).map(({ id, name, number }) => ({ id, name, number })),
        numbers: numbers.filter(off).map(({ id, label, number }) => ({ id, name: label ?? number, number })),
        routes: routes.filter(off).map(({ id, name, patterns }) => ({ id, name, patterns })),
        trunks: trunks.filter(off).map(({ id, name }) => ({ id, name })),
        inboundRoutes: inboundRoutes.filter(off).map(({ id, name, numbers }) => ({ id, name, numbers })),
        ringGroups: ringGroups.filter(off).map(({ id, name, number }) => ({ id, name, number })),
        announcements: announcements.filter(off).map(({ id, name }) => ({ id, name })),
      },
      passedOver: new Set(passedOver.map(({ trunkId, gateway }) => `${trunkId} ${gateway ?? ''}`)),
      trunkIds: new Map(routes.map(({ id, trunkIds }) => [id, trunkIds])),
    };
  });
}

const on = ({ enabled }: { enabled: boolean }): boolean => enabled;
const off = ({ enabled }: { enabled: boolean }): boolean => !enabled;
/** Where a call goes depends on no secret. */
const nobodysSecrets = { open: () => '' };
