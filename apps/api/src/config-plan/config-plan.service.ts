import { Injectable } from '@nestjs/common';
import { type RegistrationsSent, registrationsSent, reloadPlan } from '@trunkline/config-renderer';
import type { ConfigPlan, ConfigPlanRequest, PlannedChange, Principal } from '@trunkline/contracts';
import { DomainError, type PbxSnapshot, type SnapshotTrunk } from '@trunkline/domain';
import {
  ConfigRevisionEntity,
  configStateAt,
  headRevision,
  LiveCallEntity,
  lockConfig,
  Nodes,
  RateTables,
  ResolvedNames,
  SecretCipher,
  type StoredChange,
  snapshotOfState,
  type UnprovenResource,
  unprovenResources,
  withHeld,
} from '@trunkline/persistence';
import { underIfMatch } from '../config-changes/if-match.js';
import { renderedDiff } from '../config-changes/rendered-diff.js';
import { Database } from '../database/database.js';
import { inRequestTransaction } from '../database/request-transaction.js';
import type { EntityManager } from '../database/types.js';
import { invalid } from '../http/contract.pipe.js';
import { PlannedRoutes } from './planned-routes.js';
import { touchedCalls } from './touched-calls.js';

/** Ends the transaction of a plan: all it did is taken back, what it found is kept. */
class Planned extends Error {
  constructor(readonly plan: ConfigPlan) {
    super('A plan is never stored.');
  }
}

@Injectable()
export class ConfigPlanService {
  constructor(
    private readonly database: Database,
    private readonly routes: PlannedRoutes,
    private readonly cipher: SecretCipher,
  ) {}

  /**
   * Makes the changes in a transaction that is always rolled back, and tells what Asterisk would get. The notification,
   * the revision and the entries of the audit log go with it.
   */
  async plan({ changes }: ConfigPlanRequest, caller: Principal): Promise<ConfigPlan> {
    try {
      return await inRequestTransaction<never>(this.database.source, async (manager) => {
        await lockConfig(manager);
        const base = await headRevision(manager);
        const refused = (await unprovenResources(manager)).filter(({ status }) => status === 'failed');
        for (const [place, change] of changes.entries()) await this.make(change, place, caller);
        throw new Planned(await this.outcome(manager, base, refused));
      });
    } catch (error) {
      if (error instanceof Planned) return error.plan;
      throw error;
    }
  }

  private async make(change: PlannedChange, place: number, caller: Principal): Promise<void> {
    const made = underIfMatch(change.ifMatch, () => this.routes.call(change, caller));
    if (made === undefined)
      throw invalid([{ pointer: `/changes/${place}/path`, message: 'is not where this method changes configuration' }]);
    try {
      await made;
    } catch (error) {
      throw error instanceof DomainError ? placed(error, change, place) : error;
    }
  }

  /** What Asterisk refused before, in `refused`, stays at its live version unless the plan changes it. */
  private async outcome(manager: EntityManager, base: number, refused: UnprovenResource[]): Promise<ConfigPlan> {
    const changes = await changesAfter(manager, base);
    const before = await this.snapshot(manager, base, refused);
    const stillRefused = refused.filter(({ id }) => changes.every((change) => change.id !== id));
    const after = await this.snapshot(manager, await headRevision(manager), stillRefused);
    const { from, to, ...diff } = renderedDiff(before, after, (await Nodes.get(manager))?.status.installed ?? null);
    const calls = await manager.find(LiveCallEntity);
    return {
      base,
      changes: changes.map(({ kind, id, action, name }) => ({
        kind,
        id: action === 'create' ? null : id,
        action,
        name,
      })),
      ...diff,
      modules: reloadPlan(from, to).modules,
      registrations: named(registrationsSent(from, to), [...before.trunks, ...after.trunks]),
      liveCalls: touchedCalls(
        changes,
        calls.map(({ call }) => call),
      ),
    };
  }

  private async snapshot(manager: EntityManager, revision: number, held: UnprovenResource[]): Promise<PbxSnapshot> {
    const state = await configStateAt(manager, revision);
    const names = await ResolvedNames.snapshot(manager);
    const snapshot = withHeld(snapshotOfState(revision, { state, names }, this.cipher), held, this.cipher);
    return RateTables.fill(manager, snapshot);
  }
}

async function changesAfter(manager: EntityManager, base: number): Promise<StoredChange[]> {
  const rows = await manager
    .createQueryBuilder(ConfigRevisionEntity, 'row')
    .where('row.number > :base', { base })
    .orderBy('row.number')
    .getMany();
  return rows.flatMap((row) => row.changes);
}

/** The refusal of one change, saying which: its pointers begin at the body of the plan. */
function placed(error: DomainError, { method, path }: PlannedChange, place: number): DomainError {
  const fields = error.fields.map(({ pointer, message }) => ({ pointer: `/changes/${place}/body${pointer}`, message }));
  return new DomainError(error.code, `${method} ${path}: ${error.message}`, fields, error.logLevel);
}

function named({ register, unregister }: RegistrationsSent, trunks: SnapshotTrunk[]): ConfigPlan['registrations'] {
  const names = new Map(trunks.map(({ ref, name }) => [ref, name]));
  const of = (refs: string[], action: 'register' | 'unregister') =>
    refs.map((ref) => ({ trunk: names.get(ref) ?? ref, action }));
  return [...of(unregister, 'unregister'), ...of(register, 'register')];
}
