import type { FilteredList, FilterValues } from '@trunkline/contracts';
import { Column, CreateDateColumn, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn, Unique } from 'typeorm';
import { UserEntity } from './user.entity.js';

/** A filter of a list that a user named; it goes with the user. A list has at most one default for each user. */
@Entity('saved_filters')
@Unique('saved_filters_name_key', ['userId', 'list', 'name'])
@Index('saved_filters_default_key', ['userId', 'list'], { unique: true, where: 'is_default' })
export class SavedFilterEntity {
  @PrimaryColumn('uuid')
  id: string;

  @Column('uuid', { name: 'user_id' })
  userId: string;

  @ManyToOne(() => UserEntity, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'user_id', foreignKeyConstraintName: 'saved_filters_user_id_fkey' })
  user: UserEntity;

  @Column('text')
  list: FilteredList;

  @Column('text')
  name: string;

  @Column('jsonb')
  filter: FilterValues;

  @Column('boolean', { name: 'is_default' })
  isDefault: boolean;

  @CreateDateColumn({ name: 'created_at', type: 'timestamptz' })
  createdAt: Date;
}
