import type { DialPattern, FailoverClass } from '@trunkline/contracts';
import { Column, Entity, Unique } from 'typeorm';
import { ResourceEntity } from './resource.entity.js';

/** An outbound route. `trunkIds` is in the order in which trunks are tried. */
@Entity('outbound_routes')
@Unique('outbound_routes_ref_key', ['ref'])
export class OutboundRouteEntity extends ResourceEntity {
  @Column('text')
  ref: string;

  @Column('text')
  name: string;

  @Column('int')
  position: number;

  @Column('jsonb')
  patterns: DialPattern[];

  @Column('uuid', { name: 'trunk_ids', array: true })
  trunkIds: string[];

  @Column('text', { name: 'failover_on', array: true, nullable: true })
  failoverOn: FailoverClass[] | null;

  @Column('boolean')
  enabled: boolean;
}
