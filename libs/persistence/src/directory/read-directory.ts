import type { DataSource, EntityManager } from 'typeorm';
import { ExtensionEntity } from '../entities/extension.entity.js';
import { NumberEntity } from '../entities/number.entity.js';
import { OutboundRouteEntity } from '../entities/outbound-route.entity.js';
import { SettingsEntity, settingsId } from '../entities/settings.entity.js';
import { TrunkEntity } from '../entities/trunk.entity.js';

/** Names of everything that a channel, an event or a CEL line may mention, disabled resources included. */
export interface DirectoryRows {
  trunks: { id: string; ref: string; name: string; enabled: boolean }[];
  extensions: { id: string; sipUsername: string; number: string; name: string; enabled: boolean }[];
  routes: { id: string; ref: string; name: string }[];
  numbers: { id: string; number: string }[];
  country: string;
}

/** Reads the directory as it is now. */
export async function readDirectory(source: DataSource | EntityManager): Promise<DirectoryRows> {
  const manager = 'manager' in source ? source.manager : source;
  const trunks = await manager.find(TrunkEntity, { order: { ref: 'ASC' } });
  const extensions = await manager.find(ExtensionEntity, { order: { number: 'ASC' } });
  const routes = await manager.find(OutboundRouteEntity, { order: { ref: 'ASC' } });
  const numbers = await manager.find(NumberEntity, { order: { number: 'ASC' } });
  const { country } = await manager.findOneByOrFail(SettingsEntity, { id: settingsId });
  return {
    trunks: trunks.map(({ id, ref, name, enabled }) => ({ id, ref, name, enabled })),
    extensions: extensions.map(({ id, sipUsername, number, name, enabled }) => ({
      id,
      sipUsername,
      number,
      name,
      enabled,
    })),
    routes: routes.map(({ id, ref, name }) => ({ id, ref, name })),
    numbers: numbers.map(({ id, number }) => ({ id, number })),
    country,
  };
}
