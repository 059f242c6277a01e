import { BeforeInsert, Column, CreateDateColumn, PrimaryColumn, UpdateDateColumn } from 'typeorm';
import { newId } from '../ids/new-id.js';

/** Columns of every configured resource. `revision` is the config revision that last changed it. */
export abstract class ResourceEntity {
  @PrimaryColumn('uuid')
  id: string;

  @Column('int')
  revision: number;

  @CreateDateColumn({ name: 'created_at', type: 'timestamptz' })
  createdAt: Date;

  @UpdateDateColumn({ name: 'updated_at', type: 'timestamptz' })
  updatedAt: Date;

  @BeforeInsert()
  ensureId(): void {
    this.id ??= newId();
  }
}
