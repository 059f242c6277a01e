import { Column, Entity, PrimaryColumn } from 'typeorm';

/** The addresses of a host name, as the agent looked them up; `seenAt`: when each was in an answer last. */
@Entity('resolved_names')
export class ResolvedNameEntity {
  @PrimaryColumn('text')
  name: string;

  @Column('jsonb')
  addresses: { address: string; seenAt: string }[];

  @Column({ type: 'timestamptz', precision: 3, name: 'asked_at' })
  askedAt: Date;

  /** Since when there is no answer with an address; null: the last one had some. */
  @Column({ type: 'timestamptz', precision: 3, name: 'failing_since', nullable: true })
  failingSince: Date | null;
}
