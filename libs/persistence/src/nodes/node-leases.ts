import type { DataSource, EntityManager } from 'typeorm';

/** Who owns a node, and whether the lease has run out by the database's clock. */
export interface NodeLease {
  holder: string;
  place: string;
  token: number;
  expired: boolean;
}

/** A process that wants to own a node. */
export interface LeaseHolder {
  /** For people: machine and process id. */
  holder: string;
  place: string;
}

/** Leases of nodes: one agent owns a node, and its token outdates that of every owner before it. */
export const NodeLeases = {
  async read(source: DataSource | EntityManager, nodeId: string): Promise<NodeLease | null> {
    const [row] = await source.query<(Omit<NodeLease, 'token'> & { token: string })[]>(
      `SELECT holder, place, token, expires_at <= clock_timestamp() AS expired FROM node_leases WHERE node_id = $1`,
      [nodeId],
    );
    return row ? { ...row, token: Number(row.token) } : null;
  },

  /**
   * Takes the lease from the owner with the token `after` (null: there was none) and gives the new token, or null
   * when somebody else was faster. Waits for writes of the former owner that are under way; later ones are refused.
   */
  take(
    ds: DataSource,
    nodeId: string,
    { holder, place }: LeaseHolder,
    after: number | null,
    ttlMs: number,
  ): Promise<number | null> {
    return ds.transaction(async (manager) => {
      // An UPDATE alone would not wait for the key-share locks of `fenced`.
      await manager.query('SELECT 1 FROM node_leases WHERE node_id = $1 FOR UPDATE', [nodeId]);
      const rows = await manager.query<{ token: string }[]>(
        `INSERT INTO node_leases AS lease (node_id, holder, place, token, expires_at)
         VALUES ($1, $2, $3, 1, clock_timestamp() + $5 * interval '1 millisecond')
         ON CONFLICT (node_id) DO UPDATE
            SET holder = excluded.holder, place = excluded.place, token = lease.token + 1, expires_at = excluded.expires_at
          WHERE lease.token = $4::bigint
         RETURNING token`,
        [nodeId, holder, place, after, ttlMs],
      );
      return rows[0] ? Number(rows[0].token) : null;
    });
  },

  /** Keeps the lease for another `ttlMs`; false when it has another owner. One that ran out may be kept. */
  async renew(ds: DataSource, nodeId: string, token: number, ttlMs: number): Promise<boolean> {
    const [, count] = await ds.query<[unknown, number]>(
      `UPDATE node_leases SET expires_at = clock_timestamp() + $3 * interval '1 millisecond'
        WHERE node_id = $1 AND token = $2`,
      [nodeId, token, ttlMs],
    );
    return count === 1;
  },

  /** Lets go, so that the next owner need not wait. */
  async release(ds: DataSource, nodeId: string, token: number): Promise<void> {
    await ds.query('UPDATE node_leases SET expires_at = clock_timestamp() WHERE node_id = $1 AND token = $2', [
      nodeId,
      token,
    ]);
  },
};
