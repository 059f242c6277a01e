import type { DataSource, EntityManager } from 'typeorm';
import { SettingsEntity, settingsId } from '../entities/settings.entity.js';

/** Names of everything that a channel, an event or a CEL line may mention, disabled resources included. */
export interface DirectoryRows {
  trunks: { id: string; ref: string; name: string; enabled: boolean }[];
  extensions: { id: string; sipUsername: string; number: string; name: string; enabled: boolean }[];
  routes: { id: string; ref: string; name: string }[];
  numbers: { id: string; number: string }[];
  country: string;
}

/** Reads the directory as it is now. Rows and no entities: there may be ten thousand, and it is read with each revision. */
export async function readDirectory(source: DataSource | EntityManager): Promise<DirectoryRows> {
  const manager = 'manager' in source ? source.manager : source;
  const all = <T>(columns: string, from: string) => manager.query<T[]>(`SELECT ${columns} FROM ${from}`);
  return {
    trunks: await all('id, ref, name, enabled', 'trunks ORDER BY ref'),
    extensions: await all('id, sip_username AS "sipUsername", number, name, enabled', 'extensions ORDER BY number'),
    routes: await all('id, ref, name', 'outbound_routes ORDER BY ref'),
    numbers: await all('id, number', 'numbers ORDER BY number'),
    country: (await manager.findOneByOrFail(SettingsEntity, { id: settingsId })).country,
  };
}
