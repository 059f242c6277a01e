import type { LiveEvent } from '@trunkline/contracts';
import { Column, Entity, Index, PrimaryColumn, Unique } from 'typeorm';
import { bigintTransformer, jsonTransformer } from './storable.js';

/** The live stream, in order. The partial index allows one `call.ended` for each call. */
@Entity('event_log')
@Unique('event_log_id_key', ['id'])
@Index('event_log_call_ended_key', ['callId'], { unique: true, where: "type = 'call.ended'" })
@Index('event_log_at_idx', ['at'])
export class EventLogEntity {
  @PrimaryColumn('bigint', { transformer: bigintTransformer })
  seq: number;

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
