import type { ExtensionState, TrunkState } from '@trunkline/contracts';
import type { DataSource, EntityManager } from 'typeorm';
import { ResourceStateEntity } from '../entities/resource-state.entity.js';
import { StateHistory } from './state-history.js';

/** A state that is kept, of a trunk or of an extension. */
export type StoredState =
  | { kind: 'trunk'; resourceId: string; state: TrunkState }
  | { kind: 'extension'; resourceId: string; state: ExtensionState };

/** What Asterisk said last of trunks and extensions. */
export const ResourceStates = {
  async put<K extends StoredState['kind']>(
    manager: EntityManager,
    kind: K,
    resourceId: string,
    state: Extract<StoredState, { kind: K }>['state'],
  ): Promise<void> {
    await manager.upsert(ResourceStateEntity, { kind, resourceId, state, updatedAt: new Date() }, [
      'kind',
      'resourceId',
    ]);
  },

  async all(source: DataSource | EntityManager): Promise<StoredState[]> {
    const manager = 'manager' in source ? source.manager : source;
    const rows = await manager.find(ResourceStateEntity);
    return rows.map(({ kind, resourceId, state }) => ({ kind, resourceId, state }) as StoredState);
  },

  /** Forgets the state of a resource that was deleted, and how it changed. */
  async remove(manager: EntityManager, kind: StoredState['kind'], resourceId: string): Promise<void> {
    await manager.delete(ResourceStateEntity, { kind, resourceId });
    await StateHistory.remove(manager, resourceId);
  },
};
