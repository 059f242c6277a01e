import { Column, Entity, Generated, Index, PrimaryColumn } from 'typeorm';
import { bigintTransformer, textTransformer } from './storable.js';

/** One line of the CEL spool, raw. Its place in the spool is its key, so reading a file again adds nothing. */
@Entity('cel_events')
@Index('cel_events_linkedid_idx', ['node', 'linkedid', 'position'])
@Index('cel_events_uniqueid_idx', ['node', 'uniqueid'])
@Index('cel_events_time_idx', ['eventTime'])
@Index('cel_events_joining_idx', ['node', 'eventTime'], { where: "event_type IN ('PICKUP', 'ATTENDEDTRANSFER')" })
export class CelEventEntity {
  @PrimaryColumn('text')
  node: string;

  @PrimaryColumn('text', { name: 'file_id' })
  fileId: string;

  @PrimaryColumn('bigint', { name: 'byte_offset', transformer: bigintTransformer })
  byteOffset: number;

  /** Order of insertion, which is the order of the spool. */
  @Column('bigint', { transformer: bigintTransformer })
  @Generated('increment')
  position: number;

  @Column('text', { transformer: textTransformer })
  linkedid: string;

  @Column('text', { transformer: textTransformer })
  uniqueid: string;

  @Column('text', { name: 'event_type' })
  eventType: string;

  @Column('timestamptz', { name: 'event_time' })
  eventTime: Date;

  @Column('text', { transformer: textTransformer })
  raw: string;
}
