import type { Codec } from '@trunkline/contracts';
import { Column, Entity, Unique } from 'typeorm';
import { ResourceEntity } from './resource.entity.js';

/** An extension as it should be. `secretSealed` is an envelope of SecretCipher. */
@Entity('extensions')
@Unique('extensions_number_key', ['number'])
@Unique('extensions_sip_username_key', ['sipUsername'])
export class ExtensionEntity extends ResourceEntity {
  @Column('text')
  number: string;

  @Column('text')
  name: string;

  @Column('text', { name: 'sip_username' })
  sipUsername: string;

  @Column('text', { name: 'secret_sealed' })
  secretSealed: string;

  @Column('text', { array: true })
  codecs: Codec[];

  @Column('int', { name: 'max_contacts' })
  maxContacts: number;

  @Column('text', { name: 'caller_id', nullable: true })
  callerId: string | null;

  @Column('text', { array: true, default: [] })
  groups: string[];

  @Column('boolean')
  enabled: boolean;
}
