import { Injectable } from '@nestjs/common';
import { RENDERER_VERSION } from '@trunkline/config-renderer';
import type { ConfigDiff, ConfigRevision, ConfigRevisionQuery, DriftList, Page } from '@trunkline/contracts';
import {
  ConfigRevisionEntity,
  type ConfigState,
  configStateAt,
  Nodes,
  page,
  RateTables,
  ResolvedNames,
  SecretCipher,
  snapshotOfState,
  unprovenResources,
  withoutChanges,
} from '@trunkline/persistence';
import { renderedDiff } from '../config-changes/rendered-diff.js';
import { Database } from '../database/database.js';
import { configRevisionView } from './config-revision-view.js';
import { readRevision } from './rollback.service.js';

@Injectable()
export class ConfigRevisionsService {
  constructor(
    private readonly database: Database,
    private readonly cipher: SecretCipher,
  ) {}

  /** Newest first. */
  async list({ sort, status, ...query }: ConfigRevisionQuery): Promise<Page<ConfigRevision>> {
    const { items, nextCursor } = await page(this.database.source, ConfigRevisionEntity, query, {
      keys: [{ property: 'number', kind: 'int' }],
      direction: sort === 'number' ? 'ASC' : 'DESC',
      ...(status === undefined ? {} : { where: { status } }),
    });
    return { items: items.map(configRevisionView), nextCursor };
  }

  async read(number: number): Promise<ConfigRevision> {
    return configRevisionView(await readRevision(this.database.source.manager, number));
  }

  /** What the revision changed in the desired files, whatever became of it. */
  async diff(number: number): Promise<ConfigDiff> {
    const { manager } = this.database.source;
    const { changes, rendererVersion: appliedRendererVersion } = await readRevision(manager, number);
    const state = await configStateAt(manager, number);
    const names = await ResolvedNames.snapshot(manager);
    const filled = (at: number, resources: ConfigState) =>
      RateTables.fill(manager, snapshotOfState(at, { state: resources, names }, this.cipher));
    const after = await filled(number, state);
    const before = await filled(number - 1, withoutChanges(state, changes));
    const installed = (await Nodes.get(manager))?.status.installed ?? null;
    const { refused, files } = renderedDiff(before, after, installed);
    return {
      revision: number,
      rendererVersion: RENDERER_VERSION,
      appliedRendererVersion,
      renderedAnew: appliedRendererVersion !== null && appliedRendererVersion !== RENDERER_VERSION,
      refused,
      files,
    };
  }

  /** What Asterisk does not run at its newest version, oldest change first. */
  async drift(): Promise<DriftList> {
    const unproven = await unprovenResources(this.database.source);
    return {
      items: unproven.map(({ kind, id, name, reason, revision, liveRevision }) => ({
        ...{ kind, id, name, reason, liveRevision },
        wantedRevision: revision,
        status: reason === null ? 'pending' : 'failed',
      })),
    };
  }
}
