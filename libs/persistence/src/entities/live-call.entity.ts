import type { Call } from '@trunkline/contracts';
import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import { jsonTransformer, textTransformer } from './storable.js';

/** A call that is going on, as its last event told it. */
@Entity('live_calls')
@Index('live_calls_node_idx', ['node'])
export class LiveCallEntity {
  @PrimaryColumn('uuid')
  id: string;

  @Column('text')
  node: string;

  @Column('text', { transformer: textTransformer })
  linkedid: string;

  @Column('timestamptz', { name: 'started_at' })
  startedAt: Date;

  @Column('jsonb', { transformer: jsonTransformer })
  call: Call;
}
