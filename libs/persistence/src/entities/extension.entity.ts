import type { Codec } from '@trunkline/contracts';
import { Column, Entity, Unique } from 'typeorm';
import { ResourceEntity } from './resource.entity.js';

/** An extension as it should be. `secretSealed` and `voicemailPinSealed` are envelopes of SecretCipher. */
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
  @Column('boolean', { name: 'voicemail_enabled', default: false })
  voicemailEnabled: boolean;

  @Column('text', { name: 'voicemail_pin_sealed', nullable: true })
  voicemailPinSealed: string | null;

  /** How often the PIN was set: the same one set again takes the place of one that the phone set since. */
  @Column('int', { name: 'voicemail_pins_set', default: 0 })
  voicemailPinsSet: number;

  @Column('int', { name: 'voicemail_ring_seconds', default: 20 })
  voicemailRingSeconds: number;

  @Column('boolean')
  enabled: boolean;
}
