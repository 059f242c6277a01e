import { Injectable } from '@nestjs/common';
import type { Component, System } from '@trunkline/contracts';
import {
  lastAppliedRevision,
  type NodeHeartbeat,
  Nodes,
  pendingRevisions,
  SettingsEntity,
  settingsId,
} from '@trunkline/persistence';
import { Database } from '../database/database.js';
import { HEARTBEAT_LIMIT_MS } from '../live/staleness.js';
import { restartNeed } from '../restart/restart-need.js';
import { version } from '../version.js';

@Injectable()
export class SystemService {
  constructor(private readonly database: Database) {}

  async read(): Promise<System> {
    const source = this.database.source;
    const node = await Nodes.get(source);
    const settings = await source.manager.findOneByOrFail(SettingsEntity, { id: settingsId });
    const fresh = node !== null && node.ageMs <= HEARTBEAT_LIMIT_MS;
    return {
      version,
      components: {
        database: await this.database.check(),
        agent: agentOf(node, fresh),
        // What an agent said before it went away is not known to hold.
        asterisk: fresh ? node.status.asterisk : unheard,
        records: fresh ? node.status.records : unheard,
      },
      asteriskVersion: node?.status.asteriskVersion ?? null,
      lastAppliedRevision: await lastAppliedRevision(source),
      pendingRevisions: (await pendingRevisions(source)).length,
      ...(await restartNeed(source, settings, node?.status ?? null)),
    };
  }
}

const unheard: Component = { status: 'down', detail: 'Not known: the agent does not report.', since: null };

function agentOf(node: NodeHeartbeat | null, fresh: boolean): Component {
  if (fresh) return { status: 'up', detail: null, since: null };
  const detail = node ? 'The agent does not report.' : 'No agent has reported yet.';
  return { status: 'down', detail, since: node?.lastSeenAt.toISOString() ?? null };
}
