import { Column, Entity, PrimaryColumn } from 'typeorm';
import { bigintTransformer, textTransformer } from './storable.js';

/** What was found out about a call whose raw rows do not say that it is over: rebuilding its record needs it too. */
@Entity('call_closings')
export class CallClosingEntity {
  @PrimaryColumn('text')
  node: string;

  @PrimaryColumn('text', { transformer: textTransformer })
  linkedid: string;

  @Column('text')
  reason: 'pbx_crash' | 'unknown';

  /** Microseconds since the epoch, null when only the call's last row is known. */
  @Column('bigint', { name: 'at_micros', nullable: true, transformer: bigintTransformer })
  atMicros: number | null;
}
