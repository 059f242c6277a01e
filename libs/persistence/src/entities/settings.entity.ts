import type { SnapshotSettings } from '@trunkline/domain';
import { Column, Entity } from 'typeorm';
import { ResourceEntity } from './resource.entity.js';

/** Id of the one row of settings. */
export const settingsId = '01900000-0000-7000-8000-747269746e67';

/** What the settings are before anybody changes them: what the migration stores. */
export const initialSettings: SnapshotSettings = {
  publicAddress: null,
  localNetworks: ['127.0.0.0/8', '10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16'],
  rtpPortStart: null,
  rtpPortEnd: null,
  sipPort: null,
  tlsCertificateId: null,
  callerNameUrl: null,
  country: 'US',
};

/** The settings of the node: one row, made by its migration. */
@Entity('settings')
export class SettingsEntity extends ResourceEntity {
  @Column('text', { name: 'public_address', nullable: true })
  publicAddress: string | null;

  @Column('text', { name: 'local_networks', array: true })
  localNetworks: string[];

  @Column('int', { name: 'rtp_port_start', nullable: true })
  rtpPortStart: number | null;

  @Column('int', { name: 'rtp_port_end', nullable: true })
  rtpPortEnd: number | null;

  @Column('int', { name: 'sip_port', nullable: true })
  sipPort: number | null;

  @Column('uuid', { name: 'tls_certificate_id', nullable: true })
  tlsCertificateId: string | null;

  @Column('text', { name: 'caller_name_url', nullable: true })
  callerNameUrl: string | null;

  @Column('text')
  country: string;
}
