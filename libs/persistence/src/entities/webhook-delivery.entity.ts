import type { WebhookAttempt, WebhookDeliveryStatus } from '@trunkline/contracts';
import { Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn, Unique } from 'typeorm';
import { bigintTransformer, jsonTransformer } from './storable.js';
import { WebhookEntity } from './webhook.entity.js';

/** One event on its way to one webhook. An event is queued for a webhook once, whatever happens to who queues it. */
@Entity('webhook_deliveries')
@Unique('webhook_deliveries_event_key', ['webhookId', 'eventId'])
@Index('webhook_deliveries_pending_idx', ['webhookId', 'lane', 'seq'], { where: "status = 'pending'" })
@Index('webhook_deliveries_webhook_idx', ['webhookId', 'id'])
export class WebhookDeliveryEntity {
  @PrimaryColumn('uuid')
  id: string;

  @Column('uuid', { name: 'webhook_id' })
  webhookId: string;

  @ManyToOne(() => WebhookEntity, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'webhook_id', foreignKeyConstraintName: 'webhook_deliveries_webhook_id_fkey' })
  webhook: WebhookEntity;

  @Column('uuid', { name: 'event_id' })
  eventId: string;

  @Column('text', { name: 'event_type' })
  eventType: string;

  /** Place of the event in the log: the order within a lane. */
  @Column('bigint', { transformer: bigintTransformer })
  seq: number;

  @Column('text')
  lane: string;

  /** What is sent, to the letter: the signature covers it. */
  @Column('text')
  body: string;

  @Column('text')
  status: WebhookDeliveryStatus;

  @Column('jsonb', { transformer: jsonTransformer })
  attempts: WebhookAttempt[];

  /** Attempts since it was queued, or queued again by hand. */
  @Column('int')
  tries: number;

  @Column('timestamptz', { name: 'next_attempt_at', nullable: true })
  nextAttemptAt: Date | null;

  @Column('timestamptz', { name: 'created_at' })
  createdAt: Date;

  @Column('timestamptz', { name: 'finished_at', nullable: true })
  finishedAt: Date | null;
}
