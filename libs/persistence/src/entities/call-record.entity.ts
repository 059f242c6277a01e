import type { CallRecord } from '@trunkline/contracts';
import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import { jsonTransformer, textTransformer } from './storable.js';

/** What is kept of a call. Each index ends as the list is sorted: newest first, then id. */
@Entity('call_records')
@Index('call_records_started_idx', ['startedAt', 'id'])
@Index('call_records_trunk_idx', ['trunkId', 'startedAt', 'id'])
@Index('call_records_disposition_idx', ['disposition', 'startedAt', 'id'])
@Index('call_records_direction_idx', ['direction', 'startedAt', 'id'])
@Index('call_records_linkedid_key', ['node', 'linkedid'], { unique: true })
export class CallRecordEntity {
  @PrimaryColumn('uuid')
  id: string;

  @Column('text')
  node: string;

  @Column('text', { transformer: textTransformer })
  linkedid: string;

  @Column('text')
  direction: CallRecord['direction'];

  @Column('text', { name: 'from_number', nullable: true, transformer: textTransformer })
  from: string | null;

  @Column('text', { name: 'from_name', nullable: true, transformer: textTransformer })
  fromName: string | null;

  @Column('text', { name: 'to_number', nullable: true, transformer: textTransformer })
  to: string | null;

  @Column('uuid', { name: 'trunk_id', nullable: true })
  trunkId: string | null;

  @Column('text', { name: 'trunk_name', nullable: true })
  trunkName: string | null;

  @Column('uuid', { name: 'route_id', nullable: true })
  routeId: string | null;

  @Column('uuid', { name: 'extension_ids', array: true })
  extensionIds: string[];

  @Column({ type: 'timestamptz', name: 'started_at', precision: 3 })
  startedAt: Date;

  @Column({ type: 'timestamptz', name: 'answered_at', precision: 3, nullable: true })
  answeredAt: Date | null;

  @Column({ type: 'timestamptz', name: 'ended_at', precision: 3 })
  endedAt: Date;

  @Column('int', { name: 'duration_seconds' })
  durationSeconds: number;

  @Column('int', { name: 'billed_seconds' })
  billedSeconds: number;

  @Column('text')
  disposition: CallRecord['disposition'];

  @Column('int', { name: 'hangup_cause', nullable: true })
  hangupCause: number | null;

  @Column('text', { name: 'hangup_cause_text', nullable: true })
  hangupCauseText: string | null;

  @Column('int', { name: 'sip_code', nullable: true })
  sipCode: number | null;

  @Column('jsonb', { transformer: jsonTransformer })
  attempts: CallRecord['attempts'];
}
