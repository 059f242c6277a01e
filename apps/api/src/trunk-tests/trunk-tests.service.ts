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
    const test = await this.database.source.transaction(async (manager) => {
      const trunk = await trunkOf(manager, trunkId, true);
      if (!trunk.enabled) throw new DomainError('conflict', 'The trunk is disabled. Enable it first.');
      const last = await TrunkTests.newest(manager, trunkId);
      if (last && statusOf(last) === 'running') throw new DomainError('conflict', 'The trunk is being tested.');
      if (number !== null) await refuseEmergency(manager, number);
      const started = { startedBy: madeBy(caller).author, startedAt: new Date() };
      const made = { id: newId(), trunkId, number, ...started, endedAt: null, callId: null, findings: [] };
      await TrunkTests.add(manager, made);
      return made;
    });
    try {
      await this.agent.testTrunk(test.id);
    } catch (error) {
      await TrunkTests.remove(this.database.source, test.id);
      throw error;
    }
    return view(test);
  }
}

/** The trunk, locked while a test of it begins. */
async function trunkOf(manager: EntityManager, id: string, locked = false): Promise<TrunkEntity> {
  const trunk = await manager.findOne(TrunkEntity, {
    where: { id },
    ...(locked ? { lock: { mode: 'pessimistic_write' as const } } : {}),
  });
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

function statusOf({ startedAt, endedAt, findings }: Omit<TrunkTestEntity, 'trunk'>): TrunkTest['status'] {
  if (endedAt === null) return Date.now() - startedAt.getTime() > longestMs ? 'interrupted' : 'running';
  const verdicts = findings.map(({ verdict }) => verdict);
  if (verdicts.includes('failed')) return 'failed';
  return verdicts.includes('warning') ? 'warning' : 'passed';
}

function view(test: Omit<TrunkTestEntity, 'trunk'>): TrunkTest {
  const { id, trunkId, number, startedBy, startedAt, endedAt, callId, findings } = test;
  return {
    ...{ id, trunkId, number, startedBy, callId, findings },
    startedAt: startedAt.toISOString(),
    endedAt: endedAt?.toISOString() ?? null,
    status: statusOf(test),
  };
}
