import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Which agent owns a node. */
export class NodeLeases1785000500000 implements MigrationInterface {
  name = 'NodeLeases1785000500000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`CREATE TABLE node_leases (
        node_id text NOT NULL,
        holder text NOT NULL,
        place text NOT NULL,
        token bigint NOT NULL,
        expires_at timestamptz NOT NULL,
        CONSTRAINT node_leases_pkey PRIMARY KEY (node_id)
      )`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE node_leases');
  }
}
