import { X509Certificate } from 'node:crypto';
import { certificateFacts } from '@trunkline/domain';
import { CertificateEntity, SettingsEntity, settingsId } from '@trunkline/persistence';
import type { DataSource } from '../database/types.js';

/** When those certificates end that something depends on: the one that this PBX shows, and every authority. */
export async function certificatesInUse({ manager }: DataSource): Promise<{ name: string; notAfter: Date }[]> {
  const { tlsCertificateId } = await manager.findOneByOrFail(SettingsEntity, { id: settingsId });
  const rows = await manager.find(CertificateEntity);
  return rows
    .filter(({ id, kind }) => kind === 'authority' || id === tlsCertificateId)
    .map(({ name, pem }) => ({ name, notAfter: certificateFacts(new X509Certificate(pem)).notAfter }));
}
