import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** Failed logins of a name, or from an address, and until when another try is refused. */
@Entity('login_failures')
@Index('login_failures_last_at_idx', ['lastAt'])
export class LoginFailureEntity {
  @PrimaryColumn('text')
  scope: 'name' | 'address';

  @PrimaryColumn('text')
  subject: string;

  @Column('int')
  count: number;

  @Column('timestamptz', { name: 'last_at' })
  lastAt: Date;

  @Column('timestamptz', { name: 'blocked_until' })
  blockedUntil: Date;
}
