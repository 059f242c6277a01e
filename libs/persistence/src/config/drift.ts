import type { Drift } from '@trunkline/contracts';
import type { DataSource, EntityManager } from 'typeorm';
import { unprovenResources } from './unproven.js';

/**
 * Of the resources at these ids and revisions those whose newest version Asterisk refused, by id. Costs a look at one
 * revision for each while nothing is refused.
 */
export async function refusedOf(
  source: DataSource | EntityManager,
  resources: readonly { id: string; revision: number }[],
): Promise<Map<string, Drift>> {
  const revisions = [...new Set(resources.map(({ revision }) => revision))];
  if (revisions.length === 0) return new Map();
  const failed = await source.query<{ number: number }[]>(
    `SELECT number FROM config_revisions WHERE number = ANY($1) AND status = 'failed'`,
    [revisions],
  );
  if (failed.length === 0) return new Map();
  const numbers = new Set(failed.map(({ number }) => number));
  const ids = resources.flatMap(({ id, revision }) => (numbers.has(revision) ? [id] : []));
  const unproven = await unprovenResources(source, ids);
  return new Map(
    unproven.flatMap(({ id, revision, liveRevision, reason }) =>
      reason === null ? [] : [[id, { reason, wantedRevision: revision, liveRevision }] as const],
    ),
  );
}
