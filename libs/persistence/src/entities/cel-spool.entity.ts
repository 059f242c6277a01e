import { Column, Entity, PrimaryColumn } from 'typeorm';
import { bigintTransformer } from './storable.js';

/** How far a spool file was read: bytes of it that are in `cel_events`. `fileId` is its identity, not its name. */
@Entity('cel_spool')
export class CelSpoolEntity {
  @PrimaryColumn('text')
  node: string;

  @PrimaryColumn('text', { name: 'file_id' })
  fileId: string;

  @Column('bigint', { name: 'byte_offset', transformer: bigintTransformer })
  byteOffset: number;

  @Column('timestamptz', { name: 'updated_at' })
  updatedAt: Date;
}
