import { TrunkEntity } from '@trunkline/persistence';
import type { Resource } from '../config-changes/resource.js';

/** Trunks among the resources that are configured. */
export const trunks: Resource<TrunkEntity> = {
  kind: 'trunk',
  entity: TrunkEntity,
  path: 'trunks',
  nameOf: ({ name }) => name,
};
