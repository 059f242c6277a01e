import type { CallRecord } from '@trunkline/contracts';
import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/**
 * What a record is found by, if no other one supersedes it. Triggers of call_records keep it (see the migration). Most
 * indexes end as the list is sorted: newest first, then id.
 */
@Entity('call_record_keys')
@Index('call_record_keys_started_idx', ['startedAt', 'id'])
@Index('call_record_keys_ended_idx', ['endedAt', 'id'])
@Index('call_record_keys_route_idx', ['routeId', 'startedAt', 'id'])
@Index('call_record_keys_cause_idx', ['hangupCause', 'startedAt', 'id'])
@Index('call_record_keys_sip_idx', ['sipCode', 'startedAt', 'id'])
@Index('call_record_keys_direction_idx', ['direction', 'startedAt', 'id'])
@Index('call_record_keys_disposition_idx', ['disposition', 'startedAt', 'id'])
@Index('call_record_keys_end_reason_idx', ['endReason', 'startedAt', 'id'], { where: "end_reason <> 'hangup'" })
// BRIN, GIN, columns besides the key, and operators that TypeORM cannot name: see the migration.
@Index('call_record_keys_span_idx', { synchronize: false })
@Index('call_record_keys_duration_idx', { synchronize: false })
@Index('call_record_keys_billed_idx', { synchronize: false })
@Index('call_record_keys_trunk_idx', { synchronize: false })
@Index('call_record_keys_from_idx', { synchronize: false })
@Index('call_record_keys_from_e164_idx', { synchronize: false })
@Index('call_record_keys_to_idx', { synchronize: false })
@Index('call_record_keys_to_e164_idx', { synchronize: false })
@Index('call_record_keys_extensions_idx', { synchronize: false })
@Index('call_record_keys_text_idx', { synchronize: false })
export class CallRecordKeyEntity {
  @PrimaryColumn('uuid')
  id: string;

  @Column({ type: 'timestamptz', name: 'started_at', precision: 3 })
  startedAt: Date;

  @Column({ type: 'timestamptz', name: 'ended_at', precision: 3 })
  endedAt: Date;

  @Column('int', { name: 'duration_seconds' })
  durationSeconds: number;

  @Column('int', { name: 'billed_seconds' })
  billedSeconds: number;

  @Column('uuid', { name: 'trunk_id', nullable: true })
  trunkId: string | null;

  @Column('uuid', { name: 'route_id', nullable: true })
  routeId: string | null;

  @Column('int', { name: 'hangup_cause', nullable: true })
  hangupCause: number | null;

  @Column('int', { name: 'sip_code', nullable: true })
  sipCode: number | null;

  @Column('text')
  direction: CallRecord['direction'];

  @Column('text')
  disposition: CallRecord['disposition'];

  @Column('text', { name: 'end_reason' })
  endReason: CallRecord['endReason'];

  @Column('uuid', { name: 'extension_ids', array: true })
  extensionIds: string[];

  @Column('text', { name: 'from_number', nullable: true })
  from: string | null;

  @Column('text', { name: 'from_e164', nullable: true })
  fromE164: string | null;

  @Column('text', { name: 'from_name', nullable: true })
  fromName: string | null;

  @Column('text', { name: 'to_number', nullable: true })
  to: string | null;

  @Column('text', { name: 'to_e164', nullable: true })
  toE164: string | null;
}
