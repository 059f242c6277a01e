import { Column, Entity, PrimaryColumn } from 'typeorm';
import { bigintTransformer } from './storable.js';

/**
 * Seqs up to which the log has no event any more. With id 1: the newest that went with a dropped partition. With id 2: the
 * newest that was left out after a crash of the server, since it may have been told and lost.
 */
@Entity('event_log_floor')
export class EventLogFloorEntity {
  @PrimaryColumn('smallint')
  id: number;

  @Column('bigint', { transformer: bigintTransformer })
  seq: number;
}
