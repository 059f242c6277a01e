import type { CalledNumbers, Callers, Destination, InboundRoute } from '@trunkline/contracts';
import { Column, Entity, Unique } from 'typeorm';
import { ResourceEntity } from './resource.entity.js';

/** An inbound route. Empty lists and a schedule that is null let every call fit. */
@Entity('inbound_routes')
@Unique('inbound_routes_ref_key', ['ref'])
export class InboundRouteEntity extends ResourceEntity {
  @Column('text')
  ref: string;

  @Column('text')
  name: string;

  @Column('int')
  position: number;

  @Column('jsonb')
  numbers: CalledNumbers[];

  @Column('uuid', { name: 'trunk_ids', array: true })
  trunkIds: string[];

  @Column('jsonb')
  callers: Callers[];

  @Column('jsonb', { nullable: true })
  schedule: InboundRoute['schedule'];

  @Column('jsonb', { nullable: true })
  destination: Destination | null;

  @Column('jsonb', { nullable: true })
  fallback: Destination | null;

  @Column('boolean')
  enabled: boolean;
}
