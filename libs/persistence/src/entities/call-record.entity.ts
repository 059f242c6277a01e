import type { CallRecord } from '@trunkline/contracts';
import type { DirectoryMemory } from '@trunkline/domain';
import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import { jsonTransformer, textTransformer } from './storable.js';

/** What is kept of a call. What it is searched by is in CallRecordKeyEntity too, with the indexes for that. */
@Entity('call_records')
@Index('call_records_started_idx', ['startedAt', 'id'])
@Index('call_records_ended_idx', ['endedAt', 'id'])
@Index('call_records_stored_idx', ['storedAt'])
@Index('call_records_linkedid_idx', ['linkedid'])
// GIN, with operators that TypeORM cannot name: see the migration.
@Index('call_records_sip_call_ids_idx', { synchronize: false })
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

  @Column('text', { name: 'from_e164', nullable: true })
  fromE164: string | null;

  @Column('text', { name: 'from_name', nullable: true, transformer: textTransformer })
  fromName: string | null;

  @Column('text', { name: 'to_number', nullable: true, transformer: textTransformer })
  to: string | null;

  @Column('text', { name: 'to_e164', nullable: true })
  toE164: string | null;

  @Column('uuid', { name: 'trunk_id', nullable: true })
  trunkId: string | null;

  @Column('text', { name: 'trunk_name', nullable: true })
  trunkName: string | null;

  @Column('uuid', { name: 'route_id', nullable: true })
  routeId: string | null;

  @Column('uuid', { name: 'extension_ids', array: true })
  extensionIds: string[];

  @Column('uuid', { name: 'voicemail_extension_id', nullable: true })
  voicemailExtensionId: string | null;

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

  @Column('text', { name: 'end_reason', default: 'hangup' })
  endReason: CallRecord['endReason'];

  @Column('int', { name: 'hangup_cause', nullable: true })
  hangupCause: number | null;

  @Column('text', { name: 'hangup_cause_text', nullable: true })
  hangupCauseText: string | null;

  @Column('int', { name: 'sip_code', nullable: true })
  sipCode: number | null;

  @Column('jsonb', { transformer: jsonTransformer })
  attempts: CallRecord['attempts'];

  @Column('jsonb', { transformer: jsonTransformer, default: [] })
  legs: CallRecord['legs'];

  /** The Call-IDs of the legs, from the live stream: the one thing of a record that its raw lines do not tell. */
  @Column('text', { name: 'sip_call_ids', array: true, default: [] })
  sipCallIds: string[];

  /** The record of the call that this one was merged into. */
  @Column('uuid', { name: 'superseded_by', nullable: true })
  supersededBy: string | null;

  /** What the names in Asterisk stood for: rebuilding the record later gives the same. */
  @Column('jsonb', { name: 'looked_up', transformer: jsonTransformer, default: {} })
  lookedUp: DirectoryMemory;

  @Column('timestamptz', { name: 'stored_at', default: () => 'now()' })
  storedAt: Date;
}
