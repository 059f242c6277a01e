import type { EntityManager } from 'typeorm';

/** NOTIFY channel whose payload is the id of the user or API key whose rights or sessions changed. */
export const accessChannel = 'trunkline_access';

/** Tells every copy of the API, once this transaction commits, to look again at what `holderId` may do. */
export async function notifyAccessChanged(manager: EntityManager, holderId: string): Promise<void> {
  await manager.query('SELECT pg_notify($1, $2)', [accessChannel, holderId]);
}
