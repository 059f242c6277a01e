import { Column, Entity, PrimaryColumn } from 'typeorm';
import { bigintTransformer } from './storable.js';

/**
 * The calls of a node that began in the quarter of an hour from `slot` on and have a record that no other one supersedes.
 * Triggers of call_records keep it (see the migration); `answerMs` is the sum of how long those answered rang.
 */
@Entity('call_counts')
export class CallCountEntity {
  @PrimaryColumn('timestamptz')
  slot: Date;

  @PrimaryColumn('text')
  node: string;

  @Column('int')
  total: number;

  @Column('int')
  answered: number;

  @Column('int')
  failed: number;

  @Column('bigint', { name: 'answer_ms', transformer: bigintTransformer })
  answerMs: number;
}
