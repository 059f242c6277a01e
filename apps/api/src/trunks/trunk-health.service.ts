import { Injectable } from '@nestjs/common';
import { gatewayAddress, type Principal, type TrunkHealth } from '@trunkline/contracts';
import { healthOf } from '@trunkline/domain';
import { GatewayRecords, TrunkAlarms, withAudit } from '@trunkline/persistence';
import { authorOf } from '../access/author-of.js';
import { AgentClient } from '../calls/agent-client.js';
import { findStored } from '../config-changes/resource.js';
import { Database } from '../database/database.js';
import { trunks } from './trunk-resource.js';

/** How the gateways of a trunk fare, and which calls over it raised an alarm. */
@Injectable()
export class TrunkHealthService {
  constructor(
    private readonly database: Database,
    private readonly agent: AgentClient,
  ) {}

  async read(id: string): Promise<TrunkHealth> {
    const { manager } = this.database.source;
    const { gateways } = await findStored(manager, trunks, id);
    const records = new Map((await GatewayRecords.all(manager, id)).map(({ gateway, record }) => [gateway, record]));
    const asked = gateways.length > 0 ? gateways.map(gatewayAddress) : [null];
    const now = Date.now();
    return {
      gateways: asked.map((gateway) => healthOf(gateway, records.get(gateway), now)),
      alarms: await TrunkAlarms.of(manager, id),
    };
  }

  /** @throws DomainError not_found, agent_unavailable. */
  async reset(id: string, gateway: string | null, caller: Principal): Promise<void> {
    const { name } = await findStored(this.database.source.manager, trunks, id);
    await withAudit(this.database.source, authorOf(caller), async (_manager, audit) => {
      await audit({ kind: 'breaker', id, name, action: 'update', before: {}, after: { gateway } });
      // Last, so that nothing is reset that the log does not tell of.
      await this.agent.resetBreaker(id, gateway);
    });
  }
}
