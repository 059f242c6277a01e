import type {
  BreakerSettings,
  CallerIdPolicy,
  Codec,
  FailoverClass,
  Gateway,
  MediaEncryption,
  Numbering,
  PjsipOption,
  SipTransport,
  TrunkAuth,
  TrunkSip,
} from '@trunkline/contracts';
import type { SnapshotRates } from '@trunkline/domain';
import { Column, Entity, Unique } from 'typeorm';
import { ResourceEntity } from './resource.entity.js';

/** What callers may prove; `passwordSealed` is an envelope of SecretCipher. */
export interface SealedCredentials {
  username: string;
  passwordSealed: string;
}

/** A trunk as it should be. `passwordSealed` is an envelope of SecretCipher. */
@Entity('trunks')
@Unique('trunks_ref_key', ['ref'])
export class TrunkEntity extends ResourceEntity implements TrunkSip {
  @Column('text')
  ref: string;

  @Column('text')
  name: string;

  @Column('text', { nullable: true })
  host: string | null;

  @Column('int', { nullable: true })
  port: number | null;

  @Column('text')
  transport: SipTransport;

  @Column('text')
  auth: TrunkAuth;

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

  @Column('text', { name: 'caller_id_policy', default: 'always' })
  callerIdPolicy: CallerIdPolicy;

  @Column('jsonb', { nullable: true })
  numbering: Numbering | null;

  @Column('int', { name: 'max_calls', nullable: true })
  maxCalls: number | null;

  @Column('int', { name: 'max_calls_per_second', nullable: true })
  maxCallsPerSecond: number | null;

  @Column('text', { name: 'media_encryption', default: 'none' })
  mediaEncryption: MediaEncryption;

  @Column('boolean', { name: 'verify_server', default: true })
  verifyServer: boolean;

  @Column('jsonb', { default: [] })
  gateways: Gateway[];

  @Column('text', { name: 'failover_on', array: true, default: ['unreachable', 'failed', 'forbidden'] })
  failoverOn: FailoverClass[];

  @Column('text', { name: 'alarm_on', array: true, default: ['forbidden'] })
  alarmOn: FailoverClass[];

  @Column('jsonb', { default: { enabled: true, openAfterFailures: 5 } })
  breaker: BreakerSettings;

  @Column('text', { name: 'source_addresses', array: true, default: [] })
  sourceAddresses: string[];

  @Column('jsonb', { name: 'inbound_credentials', default: [] })
  inboundCredentials: SealedCredentials[];

  @Column('text', { name: 'identify_header', nullable: true })
  identifyHeader: string | null;

  @Column('text', { name: 'dtmf_mode', default: 'auto' })
  dtmfMode: TrunkSip['dtmfMode'];

  @Column('text', { name: 'session_timers', default: 'offer' })
  sessionTimers: TrunkSip['sessionTimers'];

  @Column('int', { name: 'session_expires', default: 1800 })
  sessionExpires: number;

  @Column('int', { name: 'session_min_expires', default: 90 })
  sessionMinExpires: number;

  @Column('text', { name: 'identity_header', default: 'pai' })
  identityHeader: TrunkSip['identityHeader'];

  @Column('boolean', { name: 'trust_identity', default: true })
  trustIdentity: boolean;

  @Column('boolean', { name: 'hide_caller', default: false })
  hideCaller: boolean;

  @Column('text', { name: 'outbound_proxy', nullable: true })
  outboundProxy: string | null;

  @Column('boolean', { name: 'user_phone', default: false })
  userPhone: boolean;

  @Column('text', { name: 'reliable_provisional', default: 'yes' })
  reliableProvisional: TrunkSip['reliableProvisional'];

  @Column('text', { name: 'dscp_audio', default: 'cs0' })
  dscpAudio: TrunkSip['dscpAudio'];

  @Column('boolean', { name: 'symmetric_rtp', default: true })
  symmetricRtp: boolean;

  @Column('boolean', { name: 'rewrite_contact', default: false })
  rewriteContact: boolean;

  @Column('boolean', { default: false })
  t38: boolean;

  @Column('text', { name: 'jitter_buffer', default: 'off' })
  jitterBuffer: TrunkSip['jitterBuffer'];

  @Column('int', { name: 'jitter_buffer_ms', default: 200 })
  jitterBufferMs: number;

  @Column('boolean', { name: 'inband_progress', default: false })
  inbandProgress: boolean;

  @Column('int', { name: 'options_interval', default: 10 })
  optionsInterval: number;

  @Column('jsonb', { name: 'pjsip_options', default: [] })
  pjsipOptions: PjsipOption[];

  @Column('jsonb', { nullable: true })
  rates: SnapshotRates | null;

  @Column('boolean')
  enabled: boolean;
}
