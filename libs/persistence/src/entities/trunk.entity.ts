import type { Codec, FailoverClass, Gateway, MediaEncryption, SipTransport } from '@trunkline/contracts';
import { Column, Entity, Unique } from 'typeorm';
import { ResourceEntity } from './resource.entity.js';

/** A trunk as it should be. `passwordSealed` is an envelope of SecretCipher. */
@Entity('trunks')
@Unique('trunks_ref_key', ['ref'])
export class TrunkEntity extends ResourceEntity {
  @Column('text')
  ref: string;

  @Column('text')
  name: string;

  @Column('text')
  host: string;

  @Column('int')
  port: number;

  @Column('text')
  transport: SipTransport;

  @Column('text')
  auth: 'register' | 'ip';

  @Column('text', { nullable: true })
  username: string | null;

  @Column('text', { name: 'password_sealed', nullable: true })
  passwordSealed: string | null;

  @Column('text', { array: true })
  codecs: Codec[];

  @Column('text', { name: 'from_user', nullable: true })
  fromUser: string | null;

  @Column('text', { name: 'from_domain', nullable: true })
  fromDomain: string | null;

  @Column('text', { name: 'caller_id', nullable: true })
  callerId: string | null;

  @Column('int', { name: 'max_calls', nullable: true })
  maxCalls: number | null;

  @Column('text', { name: 'media_encryption', default: 'none' })
  mediaEncryption: MediaEncryption;

  @Column('boolean', { name: 'verify_server', default: true })
  verifyServer: boolean;

  @Column('jsonb', { default: [] })
  gateways: Gateway[];

  @Column('text', { name: 'failover_on', array: true, default: ['unreachable', 'failed', 'forbidden'] })
  failoverOn: FailoverClass[];

  @Column('boolean')
  enabled: boolean;
}
