import { Injectable } from '@nestjs/common';
import type { Page, Principal, TrunkTest, TrunkTestCreate, TrunkTestQuery } from '@trunkline/contracts';
import { DomainError } from '@trunkline/domain';
import { newId, OutboundRouteEntity, TrunkEntity, type TrunkTestEntity, TrunkTests } from '@trunkline/persistence';
import { AgentClient } from '../calls/agent-client.js';
import { madeBy } from '../config-changes/config-changes.js';
import { Database } from '../database/database.js';
import type { EntityManager } from '../database/types.js';
import { invalid } from '../http/contract.pipe.js';

/** No test takes longer: the agent was ended meanwhile. */
const longestMs = 90_000;

@Injectable()
export class TrunkTestsService {
  constructor(
    private readonly database: Database,
    private readonly agent: AgentClient,
  ) {}

  async list(trunkId: string, query: TrunkTestQuery): Promise<Page<TrunkTest>> {
    const { manager } = this.database.source;
    await trunkOf(manager, trunkId);
    const { items, nextCursor } = await TrunkTests.page(manager, trunkId, query);
    return { items: items.map(view), nextCursor };
  }

  async read(trunkId: string, id: string): Promise<TrunkTest> {
    const test = await TrunkTests.find(this.database.source, id);
    if (test?.trunkId !== trunkId) throw new DomainError('not_found', 'There is no such test of this trunk.');
    return view(test);
  }

  /** @throws DomainError conflict while the trunk is disabled or tested, validation_failed for an emergency number. */
  async start(trunkId: string, { number }: TrunkTestCreate, caller: Principal): Promise<TrunkTest> {
    const { manager } = this.database.source;
    const { enabled } = await trunkOf(manager, trunkId);
    if (!enabled) throw new DomainError('conflict', 'The trunk is disabled. Enable it first.');
    const last = await TrunkTests.newest(manager, trunkId);
    if (last && statusOf(last) === 'running') throw new DomainError('conflict', 'The trunk is being tested.');
    if (number !== null) await refuseEmergency(manager, number);
    const startedBy = madeBy(caller).author;
    const test = { id: newId(), trunkId, number, startedBy, startedAt: new Date().toISOString() };
    // The agent stores it: what is stored here is seen by nobody before this request has been answered.
    await this.agent.testTrunk(test);
    return { ...test, endedAt: null, status: 'running', callId: null, findings: [] };
  }
}

async function trunkOf(manager: EntityManager, id: string): Promise<TrunkEntity> {
  const trunk = await manager.findOneBy(TrunkEntity, { id });
  if (!trunk) throw new DomainError('not_found', 'There is no such trunk.');
  return trunk;
}

/** Nobody is to be sent for a test. What a route makes of an emergency number counts too. */
async function refuseEmergency(manager: EntityManager, number: string): Promise<void> {
  const routes = await manager.findBy(OutboundRouteEntity, { emergency: true });
  const numbers = routes.flatMap(({ patterns }) =>
    patterns.flatMap(({ match, strip, prepend }) => [match, prepend + match.slice(strip)]),
  );
  const digits = number.replace('+', '');
  if (numbers.some((each) => each.replace('+', '') === digits))
    throw invalid([{ pointer: '/number', message: 'must not be an emergency number' }]);
}

function statusOf({ startedAt, endedAt, findings }: TrunkTestEntity): TrunkTest['status'] {
  if (endedAt === null) return Date.now() - startedAt.getTime() > longestMs ? 'interrupted' : 'running';
  const verdicts = findings.map(({ verdict }) => verdict);
  if (verdicts.includes('failed')) return 'failed';
  return verdicts.includes('warning') ? 'warning' : 'passed';
}

function view(test: TrunkTestEntity): TrunkTest {
  const { id, trunkId, number, startedBy, startedAt, endedAt, callId, findings } = test;
  return {
    ...{ id, trunkId, number, startedBy, callId, findings },
    startedAt: startedAt.toISOString(),
    endedAt: endedAt?.toISOString() ?? null,
    status: statusOf(test),
  };
}
