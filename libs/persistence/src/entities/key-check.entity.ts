import { Column, Entity, PrimaryColumn } from 'typeorm';

/** One row, sealed with the encryption key: a process with another key sees it at start instead of at the first secret. */
@Entity('key_check')
export class KeyCheckEntity {
  @PrimaryColumn('text')
  id: string;

  @Column('text')
  sealed: string;
}
