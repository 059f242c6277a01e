import type { NodeStatus } from '@trunkline/contracts';
import type { DataSource, EntityManager } from 'typeorm';
import { storableJson } from '../entities/storable.js';

/** A node and how long ago it was heard of, by the database's clock alone. */
export interface NodeHeartbeat {
  id: string;
  status: NodeStatus;
  lastSeenAt: Date;
  ageMs: number;
}

/** Heartbeats of agents. */
export const Nodes = {
  async beat(source: DataSource | EntityManager, nodeId: string, status: NodeStatus): Promise<void> {
    await source.query(
      `INSERT INTO nodes (id, status, last_seen_at) VALUES ($1, $2::jsonb, clock_timestamp())
       ON CONFLICT (id) DO UPDATE SET status = excluded.status, last_seen_at = excluded.last_seen_at`,
      [nodeId, JSON.stringify(storableJson(status))],
    );
  },

  /** The given node, or the one heard of last; null when there is none. */
  async get(source: DataSource | EntityManager, nodeId?: string): Promise<NodeHeartbeat | null> {
    const [row] = await source.query<NodeHeartbeat[]>(
      `SELECT id, status, last_seen_at AS "lastSeenAt",
              (extract(epoch FROM clock_timestamp() - last_seen_at) * 1000)::float8 AS "ageMs"
         FROM nodes WHERE $1::text IS NULL OR id = $1 ORDER BY last_seen_at DESC LIMIT 1`,
      [nodeId ?? null],
    );
    return row ?? null;
  },

  /** Every node that was ever heard of, the one heard of last first. */
  all(source: DataSource | EntityManager): Promise<NodeHeartbeat[]> {
    return source.query<NodeHeartbeat[]>(
      `SELECT id, status, last_seen_at AS "lastSeenAt",
              (extract(epoch FROM clock_timestamp() - last_seen_at) * 1000)::float8 AS "ageMs"
         FROM nodes ORDER BY last_seen_at DESC`,
    );
  },
};
