import type { AuditAction, AuditActor } from '@trunkline/contracts';
import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import { jsonTransformer } from './storable.js';

/** One line of the audit log. Lines are only added; numbers have no gap; `hash` covers the line and the hash before it. */
@Entity('audit_log')
@Index('audit_log_at_idx', ['at'])
@Index('audit_log_resource_idx', ['resourceId', 'number'])
export class AuditEntryEntity {
  @PrimaryColumn('int')
  number: number;

  @Column({ type: 'timestamptz', precision: 3 })
  at: Date;

  @Column('text', { name: 'actor_kind' })
  actorKind: AuditActor['kind'];

  @Column('uuid', { name: 'actor_id', nullable: true })
  actorId: string | null;

  @Column('text', { name: 'actor_name' })
  actorName: string;

  @Column('text')
  action: AuditAction;

  @Column('text', { name: 'resource_kind' })
  resourceKind: string;

  @Column('text', { name: 'resource_id', nullable: true })
  resourceId: string | null;

  @Column('text', { name: 'resource_name' })
  resourceName: string;

  @Column('jsonb', { nullable: true, transformer: jsonTransformer })
  before: Record<string, unknown> | null;

  @Column('jsonb', { nullable: true, transformer: jsonTransformer })
  after: Record<string, unknown> | null;

  @Column('text', { name: 'request_id', nullable: true })
  requestId: string | null;

  @Column('text')
  hash: string;
}
