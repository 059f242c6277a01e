import { Column, Entity, PrimaryColumn } from 'typeorm';
import { bigintTransformer } from './storable.js';

/** The one row that says up to which event of the log deliveries are queued. Its lock makes one process queue at a time. */
@Entity('webhook_cursor')
export class WebhookCursorEntity {
  @PrimaryColumn('int')
  id: number;

  @Column('bigint', { transformer: bigintTransformer })
  seq: number;
}
