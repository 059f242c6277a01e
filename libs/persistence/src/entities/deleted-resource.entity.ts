import type { AuditActor, DeletedKind } from '@trunkline/contracts';
import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import { jsonTransformer, textTransformer } from './storable.js';

/** A resource that was deleted, as its row was: sealed secrets and password hashes are in it, so it never leaves the API. */
@Entity('deleted_resources')
@Index('deleted_resources_deleted_at_idx', ['deletedAt', 'id'])
export class DeletedResourceEntity {
  /** The id of the resource. */
  @PrimaryColumn('uuid')
  id: string;

  @Column('text')
  kind: DeletedKind;

  @Column('text', { transformer: textTransformer })
  name: string;

  @Column('jsonb', { transformer: jsonTransformer })
  row: Record<string, unknown>;

  @Column('jsonb', { name: 'deleted_by', transformer: jsonTransformer })
  deletedBy: AuditActor;

  @Column({ name: 'deleted_at', type: 'timestamptz', precision: 3 })
  deletedAt: Date;

  @Column({ name: 'restorable_until', type: 'timestamptz', precision: 3 })
  restorableUntil: Date;
}
