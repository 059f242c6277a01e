import { Injectable } from '@nestjs/common';
import type { Principal, RestartWhen } from '@trunkline/contracts';
import { withAudit } from '@trunkline/persistence';
import { authorOf } from '../access/author-of.js';
import { AgentClient } from '../calls/agent-client.js';
import { Database } from '../database/database.js';

const asterisk = { kind: 'restart', id: null, name: 'Asterisk' };

/** Restarts of Asterisk on request: the agent does them, the audit log tells who asked. */
@Injectable()
export class RestartService {
  constructor(
    private readonly database: Database,
    private readonly agent: AgentClient,
  ) {}

  /** @throws DomainError conflict with what stands in the way, agent_unavailable, asterisk_unavailable. */
  request(when: RestartWhen, caller: Principal): Promise<void> {
    return withAudit(this.database.source, authorOf(caller), async (_manager, audit) => {
      await audit({ ...asterisk, action: 'create', before: null, after: { when } });
      // Last, so that there is no restart that the log does not tell of.
      await this.agent.restart(when);
    });
  }

  /** @throws DomainError not_found when there is none, conflict when it is under way. */
  cancel(caller: Principal): Promise<void> {
    return withAudit(this.database.source, authorOf(caller), async (_manager, audit) => {
      await audit({ ...asterisk, action: 'delete', before: {}, after: null });
      await this.agent.cancelRestart();
    });
  }
}
