import { Injectable } from '@nestjs/common';
import type { Principal, Settings, SettingsPatch } from '@trunkline/contracts';
import { CertificateEntity, Nodes, refusedOf, SettingsEntity, settingsId } from '@trunkline/persistence';
import type { Changed } from '../config-changes/changed.js';
import { ConfigChanges } from '../config-changes/config-changes.js';
import { findStored, type Resource, storedFields } from '../config-changes/resource.js';
import { Database } from '../database/database.js';
import type { EntityManager } from '../database/types.js';
import { invalid } from '../http/contract.pipe.js';
import { restartNeed } from '../restart/restart-need.js';
import { assertSettingsWhole } from './settings-rules.js';

const settings: Resource<SettingsEntity> = {
  kind: 'settings',
  entity: SettingsEntity,
  path: 'settings',
  nameOf: () => 'of the node',
};

@Injectable()
export class SettingsService {
  constructor(
    private readonly database: Database,
    private readonly changes: ConfigChanges,
  ) {}

  async read(): Promise<Settings> {
    return this.view(await findStored(this.database.source.manager, settings, settingsId));
  }

  async patch(fields: SettingsPatch, caller: Principal): Promise<Changed<Settings>> {
    const { body, ...changed } = await this.changes.update(settings, settingsId, caller, async (row, manager) => {
      Object.assign(row, fields);
      assertSettingsWhole(row, (await Nodes.get(manager))?.status.installed ?? null);
      await assertCertificateFits(manager, row.tlsCertificateId);
    });
    return { ...changed, body: await this.view(body) };
  }

  private async view(row: SettingsEntity): Promise<Settings> {
    const {
      publicAddress,
      localNetworks,
      rtpPortStart,
      rtpPortEnd,
      sipPort,
      tlsCertificateId,
      country,
      callerNameUrl,
    } = row;
    const node = (await Nodes.get(this.database.source))?.status ?? null;
    return {
      ...storedFields(row),
      ...{ publicAddress, localNetworks, rtpPortStart, rtpPortEnd, sipPort, tlsCertificateId, country, callerNameUrl },
      drift: (await refusedOf(this.database.source, [row])).get(row.id) ?? null,
      installed: node?.installed ?? null,
      ...(await restartNeed(this.database.source, row, node)),
    };
  }
}

/** @throws DomainError validation_failed when there is no such certificate, or it is not one that a PBX can show. */
async function assertCertificateFits(manager: EntityManager, id: string | null): Promise<void> {
  if (id === null || (await manager.existsBy(CertificateEntity, { id, kind: 'node' }))) return;
  throw invalid([{ pointer: '/tlsCertificateId', message: 'is not the id of a certificate of this PBX' }]);
}
