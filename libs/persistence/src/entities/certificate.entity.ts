import type { CertificateKind } from '@trunkline/contracts';
import { Column, Entity } from 'typeorm';
import { ResourceEntity } from './resource.entity.js';

/** What a private key is sealed for. */
export const certificateKeyPurpose = 'certificate-key';

/** Certificates in PEM form, with the private key of the first one as an envelope of SecretCipher. */
@Entity('certificates')
export class CertificateEntity extends ResourceEntity {
  @Column('text')
  name: string;

  @Column('text')
  kind: CertificateKind;

  @Column('text')
  pem: string;

  @Column('text', { name: 'private_key_sealed', nullable: true })
  privateKeySealed: string | null;
}
