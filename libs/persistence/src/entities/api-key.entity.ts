import type { Permission } from '@trunkline/contracts';
import { BeforeInsert, Column, CreateDateColumn, Entity, PrimaryColumn, Unique } from 'typeorm';
import { newId } from '../ids/new-id.js';

/** A key of a program. `keyHash` is the SHA-256 of the whole key in hex, `prefix` its first characters, to know it by. */
@Entity('api_keys')
@Unique('api_keys_key_hash_key', ['keyHash'])
export class ApiKeyEntity {
  @PrimaryColumn('uuid')
  id: string;

  @Column('text')
  name: string;

  @Column('text')
  prefix: string;

  @Column('text', { name: 'key_hash' })
  keyHash: string;

  @Column('text', { array: true })
  permissions: Permission[];

  @CreateDateColumn({ name: 'created_at', type: 'timestamptz' })
  createdAt: Date;

  @Column('timestamptz', { name: 'last_used_at', nullable: true })
  lastUsedAt: Date | null;

  @Column({ name: 'expires_at', type: 'timestamptz', precision: 3, nullable: true })
  expiresAt: Date | null;

  @BeforeInsert()
  ensureId(): void {
    this.id ??= newId();
  }
}
