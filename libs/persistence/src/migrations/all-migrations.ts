import { Initial1785000000000 } from './1785000000000-initial.js';
import { Access1785000100000 } from './1785000100000-access.js';
import { IdempotencyKeys1785000200000 } from './1785000200000-idempotency-keys.js';
import { TrunkIdentity1785000210000 } from './1785000210000-trunk-identity.js';
import { NodeLeases1785000500000 } from './1785000500000-node-leases.js';
import { Webhooks1785001400000 } from './1785001400000-webhooks.js';

/** Every migration, oldest first. */
export const allMigrations = [
  Initial1785000000000,
  Access1785000100000,
  IdempotencyKeys1785000200000,
  TrunkIdentity1785000210000,
  NodeLeases1785000500000,
  Webhooks1785001400000,
];
