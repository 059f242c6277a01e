import { Column, Entity, PrimaryColumn } from 'typeorm';
import { bigintTransformer } from './storable.js';

/** The agent that owns a node. `token` grows with each owner; `expiresAt` is the database's clock. */
@Entity('node_leases')
export class NodeLeaseEntity {
  @PrimaryColumn('text', { name: 'node_id' })
  nodeId: string;

  @Column('text')
  holder: string;

  /** Machine, network and state folder: of two agents with the same place one at most holds the local lock. */
  @Column('text')
  place: string;

  @Column('bigint', { transformer: bigintTransformer })
  token: number;

  @Column('timestamptz', { name: 'expires_at' })
  expiresAt: Date;
}
