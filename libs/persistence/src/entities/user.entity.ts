import type { Role } from '@trunkline/contracts';
import { BeforeInsert, Column, CreateDateColumn, Entity, PrimaryColumn, Unique } from 'typeorm';
import { newId } from '../ids/new-id.js';

/** A person who signs in. `passwordHash` is argon2id in PHC form; `username` is kept in lower case. */
@Entity('users')
@Unique('users_username_key', ['username'])
export class UserEntity {
  @PrimaryColumn('uuid')
  id: string;

  @Column('text')
  username: string;

  @Column('text', { name: 'password_hash' })
  passwordHash: string;

  @Column('text')
  role: Role;

  @Column('boolean', { default: true })
  enabled: boolean;

  @CreateDateColumn({ name: 'created_at', type: 'timestamptz' })
  createdAt: Date;

  @BeforeInsert()
  ensureId(): void {
    this.id ??= newId();
  }
}
