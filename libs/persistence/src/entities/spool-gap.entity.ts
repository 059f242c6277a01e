import type { SpoolGapKind } from '@trunkline/contracts';
import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import { textTransformer } from './storable.js';

/** A place where lines of the CEL spool are or may be missing. */
@Entity('spool_gaps')
@Index('spool_gaps_started_idx', ['startedAt'])
export class SpoolGapEntity {
  @PrimaryColumn('uuid')
  id: string;

  @Column('text')
  node: string;

  @Column('text')
  kind: SpoolGapKind;

  @Column('text', { transformer: textTransformer })
  detail: string;

  @Column({ type: 'timestamptz', name: 'started_at', precision: 3 })
  startedAt: Date;

  /** Null while it lasts. */
  @Column({ type: 'timestamptz', name: 'ended_at', precision: 3, nullable: true })
  endedAt: Date | null;
}
