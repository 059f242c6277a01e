import type { LiveEvent } from '@trunkline/contracts';
import { Column, Entity, Index, PrimaryColumn, Unique } from 'typeorm';
import { bigintTransformer, jsonTransformer } from './storable.js';

/**
 * The live stream, in order, with a partition for each day (UTC) of writing. What must be unique is so within a
 * partition, as Postgres wants it; across midnight the lock of `appendEvents` sees to it.
 */
@Entity('event_log')
@Unique('event_log_id_key', ['id', 'day'])
@Index('event_log_call_ended_key', ['callId', 'day'], { unique: true, where: "type = 'call.ended'" })
@Index('event_log_call_idx', ['callId'])
export class EventLogEntity {
  @PrimaryColumn('bigint', { transformer: bigintTransformer })
  seq: number;

  /** The day it was written, which names its partition: `2026-01-31`. */
  @PrimaryColumn('date')
  day: string;

  @Column('uuid')
  id: string;

  @Column('timestamptz')
  at: Date;

  @Column('text')
  type: LiveEvent['type'];

  @Column('uuid', { name: 'call_id', nullable: true })
  callId: string | null;

  @Column('jsonb', { transformer: jsonTransformer })
  data: LiveEvent['data'];
}
