import type { ExtensionState, TrunkState } from '@trunkline/contracts';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import { jsonTransformer } from './storable.js';

/** What Asterisk said last of a trunk or an extension. */
@Entity('resource_states')
export class ResourceStateEntity {
  @PrimaryColumn('text')
  kind: 'trunk' | 'extension';

  @PrimaryColumn('uuid', { name: 'resource_id' })
  resourceId: string;

  @Column('jsonb', { transformer: jsonTransformer })
  state: TrunkState | ExtensionState;

  @Column('timestamptz', { name: 'updated_at' })
  updatedAt: Date;
}
