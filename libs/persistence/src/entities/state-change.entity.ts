import type { ExtensionState, TrunkState } from '@trunkline/contracts';
import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import { textTransformer } from './storable.js';

/** One change of the state of a trunk or an extension. Ids are UUIDv7: their order is that of the changes. */
@Entity('state_changes')
@Index('state_changes_resource_idx', ['resourceId', 'id'])
export class StateChangeEntity {
  @PrimaryColumn('uuid')
  id: string;

  @Column('text')
  kind: 'trunk' | 'extension';

  @Column('uuid', { name: 'resource_id' })
  resourceId: string;

  @Column({ type: 'timestamptz', precision: 3 })
  at: Date;

  @Column('text')
  status: TrunkState['status'] | ExtensionState['status'];

  @Column('text', { nullable: true })
  code: TrunkState['code'] | ExtensionState['code'];

  @Column('text', { nullable: true, transformer: textTransformer })
  reason: string | null;

  @Column('text', { nullable: true })
  advice: string | null;

  @Column('int', { name: 'sip_code', nullable: true })
  sipCode: number | null;
}
