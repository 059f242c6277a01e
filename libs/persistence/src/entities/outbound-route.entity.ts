import type { AreaCallerId, DialPattern, FailoverClass, TrunkOrder } from '@trunkline/contracts';
import { Column, Entity, Unique } from 'typeorm';
import { ResourceEntity } from './resource.entity.js';

/** An outbound route. `trunkIds` is in the order in which trunks are tried; `pinSealed` is an envelope of SecretCipher. */
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

  @Column('text', { name: 'trunk_order', default: 'listed' })
  order: TrunkOrder;

  @Column('text', { name: 'failover_on', array: true, nullable: true })
  failoverOn: FailoverClass[] | null;

  @Column('text', { name: 'alarm_on', array: true, nullable: true })
  alarmOn: FailoverClass[] | null;

  @Column('boolean', { default: false })
  emergency: boolean;

  @Column('text', { name: 'allowed_groups', array: true, default: [] })
  allowedGroups: string[];

  @Column('text', { name: 'pin_sealed', nullable: true })
  pinSealed: string | null;

  @Column('text', { name: 'caller_id', nullable: true })
  callerId: string | null;

  @Column('jsonb', { name: 'area_caller_ids', default: [] })
  areaCallerIds: AreaCallerId[];

  @Column('boolean')
  enabled: boolean;
}
