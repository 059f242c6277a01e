import type { Call, CallDirection, TrunkState } from '@trunkline/contracts';
import type { GatewayRecord } from '@trunkline/domain';
import type { DataSource } from 'typeorm';

/** Trunks by what Asterisk said of them last; a disabled one is `disabled`, whatever was said. */
export function countTrunks(ds: DataSource): Promise<{ status: TrunkState['status']; count: number }[]> {
  return ds.query(`
    SELECT CASE WHEN NOT t.enabled THEN 'disabled' ELSE coalesce(s.state->>'status', 'unknown') END AS status,
           count(*)::int AS count
      FROM trunks t LEFT JOIN resource_states s ON s.kind = 'trunk' AND s.resource_id = t.id
     GROUP BY 1`);
}

/**
 * Enabled trunks that are neither registered nor reachable, by name; `state` is null of one that nothing was said of. One that is
 * not asked by OPTIONS on purpose is left out.
 */
export function trunksNotInOrder(
  ds: DataSource,
  limit: number,
): Promise<{ id: string; name: string; state: TrunkState | null }[]> {
  return ds.query(
    `SELECT t.id, t.name, s.state
       FROM trunks t LEFT JOIN resource_states s ON s.kind = 'trunk' AND s.resource_id = t.id
      WHERE t.enabled AND coalesce(s.state->>'status', 'unknown') NOT IN ('registered', 'reachable')
        AND s.state->>'code' IS DISTINCT FROM 'not_asked'
      ORDER BY t.name, t.id LIMIT $1`,
    [limit],
  );
}

/** Gateways of enabled trunks whose breaker was opened, by the names of their trunks; `gateway` is null of a trunk that has none. */
export function gatewaysPassedOver(
  ds: DataSource,
  limit: number,
): Promise<{ trunkId: string; trunkName: string; gateway: string | null; record: GatewayRecord }[]> {
  return ds.query(
    `SELECT t.id AS "trunkId", t.name AS "trunkName", nullif(g.gateway, '') AS gateway, g.record
       FROM gateway_records g JOIN trunks t ON t.id = g.trunk_id
      WHERE t.enabled AND g.record->>'breaker' = 'open'
      ORDER BY t.name, t.id, g.gateway LIMIT $1`,
    [limit],
  );
}

interface ExtensionCounts {
  total: number;
  reachable: number;
  unreachable: number;
}

/** Extensions, and of those enabled how many have a phone that can be rung and how many have none. */
export async function countExtensions(ds: DataSource): Promise<ExtensionCounts> {
  const [row] = await ds.query<[ExtensionCounts]>(`
    SELECT count(*)::int AS total,
           (count(*) FILTER (WHERE e.enabled AND s.state->>'status' = 'online'))::int AS reachable,
           (count(*) FILTER (WHERE e.enabled AND s.state->>'status' IS DISTINCT FROM 'online'))::int AS unreachable
      FROM extensions e LEFT JOIN resource_states s ON s.kind = 'extension' AND s.resource_id = e.id`);
  return row;
}

interface NumberCounts {
  total: number;
  leading: number;
}

/** Numbers, and how many of them are enabled and lead somewhere. */
export async function countNumbers(ds: DataSource): Promise<NumberCounts> {
  const [row] = await ds.query<[NumberCounts]>(`
    SELECT count(*)::int AS total, (count(*) FILTER (WHERE enabled AND destination IS NOT NULL))::int AS leading FROM numbers`);
  return row;
}

/** The calls that are going on, by direction and state. */
export function countLiveCalls(
  ds: DataSource,
): Promise<{ direction: CallDirection; state: Call['state']; count: number }[]> {
  return ds.query(
    `SELECT call->>'direction' AS direction, call->>'state' AS state, count(*)::int AS count FROM live_calls GROUP BY 1, 2`,
  );
}
