import { Injectable } from '@nestjs/common';
import type { NodeHealth, Permission, Principal, SystemHealth } from '@trunkline/contracts';
import { type HealthFacts, judgeHealth } from '@trunkline/domain';
import {
  configurationFigures,
  databaseFigures,
  headSeq,
  LiveCalls,
  type NodeHeartbeat,
  NodeLeases,
  Nodes,
  recordsWaiting,
  SettingsEntity,
  settingsId,
  unprovenResources,
  webhooksWaiting,
} from '@trunkline/persistence';
import { certificatesInUse } from '../certificates/certificates-in-use.js';
import { Database } from '../database/database.js';
import type { DataSource } from '../database/types.js';
import { EventTail } from '../live/event-tail.js';
import { HEARTBEAT_LIMIT_MS } from '../live/staleness.js';
import { stagedSettings } from '../restart/restart-need.js';
import { version } from '../version.js';

const startedAt = new Date(Date.now() - process.uptime() * 1000).toISOString();

/** Gathers the figures of every part and has them judged. */
@Injectable()
export class SystemHealthService {
  /** Looking for what Asterisk refused reads every revision, so it is done once for each state of them. */
  private refused: { of: string; count: number } = { of: '', count: 0 };

  constructor(
    private readonly database: Database,
    private readonly tail: EventTail,
  ) {}

  /** As far as the caller may see it. */
  async read(caller: Principal): Promise<SystemHealth> {
    const ds = this.database.source;
    const allowed = <T>(permission: Permission, part: () => Promise<T>): Promise<T | null> =>
      caller.permissions.includes(permission) ? part() : Promise.resolve(null);
    const seq = await headSeq(ds);
    const [database, heartbeats, configuration, settings, calls, records, webhooks, certificates] = await Promise.all([
      databaseFigures(ds),
      Nodes.all(ds),
      this.configuration(ds),
      ds.manager.findOneByOrFail(SettingsEntity, { id: settingsId }),
      allowed('calls:read', () => LiveCalls.count(ds)),
      allowed('records:read', () => recordsWaiting(ds)),
      allowed('webhooks:manage', () => webhooksWaiting(ds, seq)),
      allowed('config:read', () => certificatesInUse(ds)),
    ]);
    const facts: HealthFacts = {
      at: new Date().toISOString(),
      nodes: await Promise.all(heartbeats.map((heartbeat) => nodeHealth(ds, heartbeat))),
      ...{ configuration, calls, records, database, webhooks },
      stream: { seq, behind: Math.max(0, seq - (this.tail.recent.newest ?? seq)) },
      api: { version, startedAt },
      restartRequired: stagedSettings(settings, heartbeats[0]?.status ?? null),
      certificates,
    };
    const { restartRequired: _settled, certificates: _known, ...told } = facts;
    return { ...judgeHealth(facts), ...told };
  }

  private async configuration(ds: DataSource): Promise<SystemHealth['configuration']> {
    const { failed, ...figures } = await configurationFigures(ds);
    const of = JSON.stringify([figures, failed]);
    if (of !== this.refused.of) {
      const unproven = failed === 0 ? [] : await unprovenResources(ds);
      this.refused = { of, count: unproven.filter(({ status }) => status === 'failed').length };
    }
    return { ...figures, refused: this.refused.count };
  }
}

async function nodeHealth(ds: DataSource, { id, status, lastSeenAt, ageMs }: NodeHeartbeat): Promise<NodeHealth> {
  const lease = await NodeLeases.read(ds, id);
  const { figures = null, spool = null, asterisk, asteriskVersion, records, restart } = status;
  return {
    ...{ id, figures, spool, asterisk, asteriskVersion, records, restart },
    lastSeenAt: lastSeenAt.toISOString(),
    agentUp: ageMs <= HEARTBEAT_LIMIT_MS,
    owner: lease && { holder: lease.holder, token: lease.token, expired: lease.expired },
  };
}
