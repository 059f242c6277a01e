import type { FailoverClass } from '@trunkline/contracts';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** How many calls ended in a class at a gateway (empty: at a trunk that has none), and how many since that was told. */
@Entity('trunk_alarms')
export class TrunkAlarmEntity {
  @PrimaryColumn('uuid', { name: 'trunk_id' })
  trunkId: string;

  @PrimaryColumn('text')
  gateway: string;

  @PrimaryColumn('text')
  class: FailoverClass;

  @Column('int', { name: 'sip_code', nullable: true })
  sipCode: number | null;

  @Column('int')
  calls: number;

  @Column('int')
  untold: number;

  @Column({ type: 'timestamptz', precision: 3, name: 'first_at' })
  firstAt: Date;

  @Column({ type: 'timestamptz', precision: 3, name: 'last_at' })
  lastAt: Date;

  @Column({ type: 'timestamptz', precision: 3, name: 'told_at' })
  toldAt: Date;

  @Column('uuid', { name: 'last_call_id' })
  lastCallId: string;
}
