import type { GatewayRecord } from '@trunkline/domain';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** How a gateway fares; `gateway` is its `host:port`, empty for a trunk that has none. */
@Entity('gateway_records')
export class GatewayRecordEntity {
  @PrimaryColumn('uuid', { name: 'trunk_id' })
  trunkId: string;

  @PrimaryColumn('text')
  gateway: string;

  @Column('jsonb')
  record: GatewayRecord;
}
