import type { NodeLease } from '@trunkline/persistence';

/** A lease lives this long after its last renewal, in ms. */
export const leaseTtl = 4000;
/** How long a lease must be seen expired before another agent takes it: its owner may only wait for the database. */
export const leasePatience = 3000;

/** What a standing-by agent knows at one moment; `lease` is undefined when the database cannot be asked. */
export interface Sight {
  place: string;
  /** Whether this process holds the lock of the state folder. */
  lock: boolean;
  lease: NodeLease | null | undefined;
  /** For how long this lease has been seen expired, in ms. */
  expiredFor: number;
}

/**
 * `own`: take the socket without a lease, the database is away. `take`: take the lease from the owner with the token
 * `after`. The holder of the local lock knows that a former owner of the same place is dead, and need not wait.
 */
export type Decision = { do: 'wait' } | { do: 'own' } | { do: 'take'; after: number | null };

/** Whether to become the owner of the node now. */
export function decide({ place, lock, lease, expiredFor }: Sight): Decision {
  if (lease === undefined) return { do: lock ? 'own' : 'wait' };
  if (lease === null) return lock ? { do: 'take', after: null } : { do: 'wait' };
  const heirOfTheDead = lock && lease.place === place;
  const free = lock && lease.expired;
  const frozen = lease.expired && expiredFor >= leasePatience;
  return heirOfTheDead || free || frozen ? { do: 'take', after: lease.token } : { do: 'wait' };
}
