import type { NodeStatus } from '@trunkline/contracts';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import { jsonTransformer } from './storable.js';

/** One Asterisk and its agent. `lastSeenAt` is the database's clock, so that ages do not depend on two clocks. */
@Entity('nodes')
export class NodeEntity {
  @PrimaryColumn('text')
  id: string;

  @Column('jsonb', { transformer: jsonTransformer })
  status: NodeStatus;

  @Column('timestamptz', { name: 'last_seen_at' })
  lastSeenAt: Date;
}
