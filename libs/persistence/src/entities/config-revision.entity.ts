import type { ConfigRevision, ResourceKind } from '@trunkline/contracts';
import { Column, CreateDateColumn, Entity, Index, PrimaryColumn } from 'typeorm';

/** One change of one resource, with what it was and what it is. Secrets are envelopes in both. */
export interface StoredChange {
  kind: ResourceKind;
  id: string;
  action: 'create' | 'update' | 'delete';
  name: string;
  before: Record<string, unknown> | null;
  after: Record<string, unknown> | null;
}

/** A config revision. Numbers have no gap: they are given under a lock. */
@Entity('config_revisions')
@Index('config_revisions_pending_idx', ['number'], { where: "status = 'pending'" })
// One by an expression, one by a list, which TypeORM cannot compare: see the migration.
@Index('config_revisions_resources_idx', { synchronize: false })
@Index('config_revisions_unproven_idx', { synchronize: false })
export class ConfigRevisionEntity {
  @PrimaryColumn('int')
  number: number;

  @Column('text')
  author: string;

  @Column('text')
  summary: string;

  @Column('jsonb')
  changes: StoredChange[];

  @Column('text', { default: 'pending' })
  status: ConfigRevision['status'];

  @Column('text', { nullable: true })
  reason: string | null;

  @Column('jsonb', { name: 'file_hashes', nullable: true })
  fileHashes: Record<string, string> | null;

  @Column('text', { name: 'renderer_version', nullable: true })
  rendererVersion: string | null;

  /** The revision that this one undoes. */
  @Column('int', { name: 'rollback_of', nullable: true })
  rollbackOf: number | null;

  @CreateDateColumn({ name: 'created_at', type: 'timestamptz' })
  createdAt: Date;

  @Column('timestamptz', { name: 'settled_at', nullable: true })
  settledAt: Date | null;
}
