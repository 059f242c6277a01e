import { Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn } from 'typeorm';
import { WebhookEntity } from './webhook.entity.js';

/**
 * What waits for one webhook in one order: there as long as a delivery of it is pending. A worker holds a lane by a
 * token until its lease runs out, so that one delivery of a lane is on its way at a time, whichever process sends it.
 */
@Entity('webhook_lanes')
@Index('webhook_lanes_due_idx', ['webhookId', 'dueAt'])
export class WebhookLaneEntity {
  @PrimaryColumn('uuid', { name: 'webhook_id', primaryKeyConstraintName: 'webhook_lanes_pkey' })
  webhookId: string;

  @ManyToOne(() => WebhookEntity, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'webhook_id', foreignKeyConstraintName: 'webhook_lanes_webhook_id_fkey' })
  webhook: WebhookEntity;

  @PrimaryColumn('text', { primaryKeyConstraintName: 'webhook_lanes_pkey' })
  lane: string;

  @Column('timestamptz', { name: 'due_at' })
  dueAt: Date;

  @Column('uuid', { nullable: true })
  token: string | null;

  @Column('timestamptz', { name: 'leased_until', nullable: true })
  leasedUntil: Date | null;
}
