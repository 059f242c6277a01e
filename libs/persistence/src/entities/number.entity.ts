import type { Destination } from '@trunkline/contracts';
import { Column, Entity, Unique } from 'typeorm';
import { ResourceEntity } from './resource.entity.js';

/** A number (DID) of ours, in E.164 form. */
@Entity('numbers')
@Unique('numbers_number_key', ['number'])
export class NumberEntity extends ResourceEntity {
  @Column('text')
  number: string;

  @Column('text', { nullable: true })
  label: string | null;

  @Column('jsonb', { nullable: true })
  destination: Destination | null;

  @Column('jsonb', { nullable: true })
  fallback: Destination | null;

  @Column('boolean')
  enabled: boolean;
}
