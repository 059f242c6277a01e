import { Column, Entity, PrimaryColumn } from 'typeorm';
import { bigintTransformer } from './storable.js';

/** One row, with id 1: the newest seq that went with a dropped partition of the event log. */
@Entity('event_log_floor')
export class EventLogFloorEntity {
  @PrimaryColumn('smallint')
  id: number;

  @Column('bigint', { transformer: bigintTransformer })
  seq: number;
}
