import type { WebhookDisabledReason, WebhookEvent } from '@trunkline/contracts';
import { BeforeInsert, Column, CreateDateColumn, Entity, PrimaryColumn, UpdateDateColumn } from 'typeorm';
import { newId } from '../ids/new-id.js';
import { bigintTransformer, textTransformer } from './storable.js';

/** A subscription to events. The secrets are envelopes of SecretCipher, sealed for `webhook-secret`. */
@Entity('webhooks')
export class WebhookEntity {
  @PrimaryColumn('uuid')
  id: string;

  /** Grows with each change of what a person sets; not with the status. */
  @Column('int')
  version: number;

  @Column('text')
  url: string;

  @Column('text')
  description: string;

  @Column('text', { array: true })
  events: WebhookEvent[];

  @Column('uuid', { name: 'trunk_ids', array: true })
  trunkIds: string[];

  @Column('uuid', { name: 'extension_ids', array: true })
  extensionIds: string[];

  @Column('boolean')
  enabled: boolean;

  @Column('text', { name: 'secret_sealed' })
  secretSealed: string;

  @Column('text', { name: 'previous_secret_sealed', nullable: true })
  previousSecretSealed: string | null;

  @Column('timestamptz', { name: 'previous_secret_until', nullable: true })
  previousSecretUntil: Date | null;

  /** Events up to this seq of the log are none of its business: it was made, or enabled, after them. */
  @Column('bigint', { name: 'since_seq', transformer: bigintTransformer })
  sinceSeq: number;

  @Column('text', { name: 'disabled_reason', nullable: true })
  disabledReason: WebhookDisabledReason | null;

  @Column('timestamptz', { name: 'last_success_at', nullable: true })
  lastSuccessAt: Date | null;

  @Column('timestamptz', { name: 'failing_since', nullable: true })
  failingSince: Date | null;

  @Column('text', { name: 'last_error', nullable: true, transformer: textTransformer })
  lastError: string | null;

  @CreateDateColumn({ name: 'created_at', type: 'timestamptz' })
  createdAt: Date;

  @UpdateDateColumn({ name: 'updated_at', type: 'timestamptz' })
  updatedAt: Date;

  @BeforeInsert()
  ensureId(): void {
    this.id ??= newId();
  }
}
