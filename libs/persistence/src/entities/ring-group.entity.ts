import type { Destination, RingStrategy } from '@trunkline/contracts';
import { Column, Entity, Unique } from 'typeorm';
import { ResourceEntity } from './resource.entity.js';

/** A ring group. `members` are ids of extensions in the order in which they are called. */
@Entity('ring_groups')
@Unique('ring_groups_ref_key', ['ref'])
@Unique('ring_groups_number_key', ['number'])
export class RingGroupEntity extends ResourceEntity {
  @Column('text')
  ref: string;

  @Column('text')
  name: string;

  @Column('text', { nullable: true })
  number: string | null;

  @Column('text')
  strategy: RingStrategy;

  @Column('uuid', { array: true })
  members: string[];

  @Column('int', { name: 'ring_seconds' })
  ringSeconds: number;

  @Column('jsonb', { name: 'no_answer', nullable: true })
  noAnswer: Destination | null;

  @Column('boolean')
  enabled: boolean;
}
