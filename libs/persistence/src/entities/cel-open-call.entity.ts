import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A linkedid with raw rows that no call record reflects yet. `ended` once its LINKEDID_END was read. */
@Entity('cel_open_calls')
export class CelOpenCallEntity {
  @PrimaryColumn('text')
  node: string;

  @PrimaryColumn('text')
  linkedid: string;

  @Column('timestamptz', { name: 'first_at' })
  firstAt: Date;

  @Column('timestamptz', { name: 'last_at' })
  lastAt: Date;

  @Column('boolean')
  ended: boolean;
}
