import type { TrunkFinding } from '@trunkline/contracts';
import { Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn } from 'typeorm';
import { textTransformer } from './storable.js';
import { TrunkEntity } from './trunk.entity.js';

/** A test of a trunk, which the agent fills while it runs. Ids are UUIDv7: their order is that of the tests. */
@Entity('trunk_tests')
@Index('trunk_tests_trunk_idx', ['trunkId', 'id'])
export class TrunkTestEntity {
  @PrimaryColumn('uuid')
  id: string;

  @Column('uuid', { name: 'trunk_id' })
  trunkId: string;

  @ManyToOne(() => TrunkEntity, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'trunk_id', foreignKeyConstraintName: 'trunk_tests_trunk_fkey' })
  trunk: TrunkEntity;

  @Column('text', { nullable: true })
  number: string | null;

  @Column('text', { name: 'started_by', transformer: textTransformer })
  startedBy: string;

  @Column({ type: 'timestamptz', precision: 3, name: 'started_at' })
  startedAt: Date;

  @Column({ type: 'timestamptz', precision: 3, name: 'ended_at', nullable: true })
  endedAt: Date | null;

  @Column('uuid', { name: 'call_id', nullable: true })
  callId: string | null;

  @Column('jsonb')
  findings: TrunkFinding[];
}
