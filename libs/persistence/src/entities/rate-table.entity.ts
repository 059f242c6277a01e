import { Column, Entity, PrimaryColumn } from 'typeorm';

/** What a carrier charges, by the SHA-256 of `rates` in hex; `writtenRates` says what they look like. */
@Entity('rate_tables')
export class RateTableEntity {
  @PrimaryColumn('text')
  id: string;

  /** Up to two megabytes, so it is read only where it is asked for. */
  @Column('text', { select: false })
  rates: string;
}
