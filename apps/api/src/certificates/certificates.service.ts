import { Injectable } from '@nestjs/common';
import type {
  Certificate,
  CertificateCreate,
  CertificatePatch,
  CertificateQuery,
  Page,
  Principal,
} from '@trunkline/contracts';
import {
  CertificateEntity,
  certificateKeyPurpose,
  refusedOf,
  SecretCipher,
  SettingsEntity,
  settingsId,
  sortedPage,
} from '@trunkline/persistence';
import { type Changed, type Deleted, shown } from '../config-changes/changed.js';
import { ConfigChanges } from '../config-changes/config-changes.js';
import { findStored, type Resource, refuseDuplicate } from '../config-changes/resource.js';
import { Database } from '../database/database.js';
import { type Material, materialOf } from './certificate-material.js';
import { certificateView } from './certificate-view.js';

const certificates: Resource<CertificateEntity> = {
  kind: 'certificate',
  entity: CertificateEntity,
  path: 'certificates',
  nameOf: ({ name }) => name,
};
const sortable = { columns: { name: 'text', revision: 'int' } } as const;

@Injectable()
export class CertificatesService {
  constructor(
    private readonly database: Database,
    private readonly changes: ConfigChanges,
    private readonly cipher: SecretCipher,
  ) {}

  async list(query: CertificateQuery): Promise<Page<Certificate>> {
    const { manager } = this.database.source;
    const { items, nextCursor } = await sortedPage(manager, CertificateEntity, query, sortable);
    const drifts = await refusedOf(manager, items);
    const inUse = await this.shownId();
    const views = items.map((row) => certificateView(row, { shown: inUse, drift: drifts.get(row.id) }));
    return { items: views, nextCursor };
  }

  async read(id: string): Promise<Certificate> {
    return this.view(await findStored(this.database.source.manager, certificates, id));
  }

  async create({ name, kind, ...given }: CertificateCreate, caller: Principal): Promise<Changed<Certificate>> {
    const material = await materialOf(kind, name, given);
    const changed = await this.changes.create(certificates, caller, async (manager) => {
      await refuseDuplicate(manager, certificates, 'name', { name });
      return { name, kind, ...this.sealed(material) };
    });
    return shown(changed, (row) => certificateView(row, { shown: null }));
  }

  async patch(id: string, { name, ...given }: CertificatePatch, caller: Principal): Promise<Changed<Certificate>> {
    const changed = await this.changes.update(certificates, id, caller, async (row, manager) => {
      if (name !== undefined) row.name = name;
      const renews = Object.values(given).some((value) => value !== undefined);
      if (renews) Object.assign(row, this.sealed(await materialOf(row.kind, row.name, given)));
      await refuseDuplicate(manager, certificates, 'name', row);
    });
    return { ...changed, body: await this.view(changed.body) };
  }

  remove(id: string, caller: Principal): Promise<Changed<Deleted>> {
    return this.changes.remove(certificates, id, caller);
  }

  async restore(id: string, caller: Principal): Promise<Changed<Certificate>> {
    const changed = await this.changes.restore(certificates, id, caller, (row, manager) =>
      refuseDuplicate(manager, certificates, 'name', row),
    );
    return shown(changed, (row) => certificateView(row, { shown: null }));
  }

  private async view(row: CertificateEntity): Promise<Certificate> {
    const drift = (await refusedOf(this.database.source, [row])).get(row.id);
    return certificateView(row, { shown: await this.shownId(), drift });
  }

  /** Of the one that the settings name. */
  private async shownId(): Promise<string | null> {
    const { manager } = this.database.source;
    return (await manager.findOneByOrFail(SettingsEntity, { id: settingsId })).tlsCertificateId;
  }

  private sealed({ pem, privateKey }: Material) {
    const privateKeySealed = privateKey === null ? null : this.cipher.seal(privateKey, certificateKeyPurpose);
    return { pem, privateKeySealed };
  }
}
