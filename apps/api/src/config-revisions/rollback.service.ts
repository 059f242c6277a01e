import { Injectable } from '@nestjs/common';
import type { ConfigRevision, FieldError, Principal } from '@trunkline/contracts';
import {
  announcementWaypoint,
  DomainError,
  groupWaypoint,
  type ImageChange,
  type PresentResource,
  planRollback,
  type RollbackConflict,
} from '@trunkline/domain';
import {
  type AnnouncementEntity,
  type ConfigChange,
  ConfigRevisionEntity,
  EmptyConfigChange,
  grownImage,
  imageOf,
  type OutboundRouteEntity,
  type RingGroupEntity,
  type TrunkEntity,
  whatUses,
  whatUsesMailbox,
  withConfigChange,
} from '@trunkline/persistence';
import type { Changed } from '../config-changes/changed.js';
import { madeBy, namedUses } from '../config-changes/config-changes.js';
import { assertIfMatch } from '../config-changes/if-match.js';
import { holderOfNumber } from '../config-changes/internal-numbers.js';
import type { StoredResource } from '../config-changes/resource.js';
import { hasMailbox } from '../config-changes/restore.js';
import { Database } from '../database/database.js';
import type { EntityManager } from '../database/types.js';
import { loopOf } from '../destinations/destination-loops.js';
import { comparedInAnother, inOtherCurrencies } from '../trunks/one-currency.js';
import { sharedWith } from '../trunks/told-apart.js';
import { configRevisionView } from './config-revision-view.js';
import { restorable } from './restorable.js';

/** Undoes config revisions, each by a new one. */
@Injectable()
export class RollbackService {
  constructor(private readonly database: Database) {}

  /**
   * Undoes what revision `number` changed and keeps what was changed elsewhere since. `If-Match` names the newest
   * revision. @throws DomainError conflict, naming all that is in the way, when it cannot be undone whole.
   */
  async rollBack(number: number, caller: Principal): Promise<Changed<ConfigRevision>> {
    const { source } = this.database;
    const found = await readRevision(source.manager, number);
    const about = {
      ...madeBy(caller),
      summary: `rolled back revision ${number}: ${found.summary}`,
      rollbackOf: number,
    };
    try {
      const { revision } = await withConfigChange(source, about, async (manager, change) => {
        assertIfMatch(change.revision - 1);
        await undo(manager, change, found.changes.map(grown));
      });
      const body = configRevisionView(await readRevision(source.manager, revision));
      return { body, revision, location: `/api/v1/config-revisions/${revision}` };
    } catch (error) {
      if (!(error instanceof EmptyConfigChange)) throw error;
      throw new DomainError('conflict', `What revision ${number} changed is undone already.`);
    }
  }
}

/** The stored revision. @throws DomainError not_found. */
export async function readRevision(manager: EntityManager, number: number): Promise<ConfigRevisionEntity> {
  const row = await manager.findOneBy(ConfigRevisionEntity, { number });
  if (!row) throw new DomainError('not_found', 'There is no such config revision.');
  return row;
}

async function undo(manager: EntityManager, change: ConfigChange, changes: readonly ImageChange[]): Promise<void> {
  const { steps, conflicts } = planRollback(changes, await presentOf(manager, changes));
  refuse(changes, conflicts);
  const place = (id: string) => changes.findIndex((each) => each.id === id);
  const taken: RollbackConflict[] = [];
  for (const step of steps) {
    const clash = await takenBy(manager, step);
    if (clash) taken.push({ ...clash, change: place(step.id) });
    else await restore(manager, change, step);
  }
  refuse(changes, taken);
  const broken = await Promise.all(steps.map((step) => brokenLinks(manager, step)));
  refuse(
    changes,
    broken.flatMap((each, index) => each.map((one) => ({ ...one, change: place(steps[index]?.id ?? '') }))),
  );
}

async function presentOf(
  manager: EntityManager,
  changes: readonly ImageChange[],
): Promise<Map<string, PresentResource>> {
  const present = new Map<string, PresentResource>();
  for (const { kind, id } of changes) {
    const row = await manager.findOneBy(restorable[kind].entity, { id });
    const image = imageOf(row);
    if (row && image) present.set(id, { image, revision: row.revision });
  }
  return present;
}

async function restore(manager: EntityManager, change: ConfigChange, step: ImageChange): Promise<void> {
  const { kind, id, name, before, after } = step;
  const { entity, forget } = restorable[kind];
  const action = before === null ? 'create' : after === null ? 'delete' : 'update';
  const row = await manager.findOneBy(entity, { id });
  if (after === null) {
    // The whole row, so that it can be restored.
    change.record({ kind, id, action, name, before: row, after });
    await manager.delete(entity, id);
    await forget?.(manager, id);
  } else {
    await manager.save(Object.assign(row ?? new entity(), after, { revision: change.revision }) as StoredResource);
    change.record({ kind, id, action, name, before, after });
  }
}

/** A change that was made before some columns were there. */
function grown<T extends ImageChange>(change: T): T {
  const { kind, before, after } = change;
  return { ...change, before: before && grownImage(kind, before), after: after && grownImage(kind, after) };
}

type Clash = Omit<RollbackConflict, 'change'>;

/** Whether another resource has meanwhile what must be this one's alone. */
async function takenBy(manager: EntityManager, { kind, id, after }: ImageChange): Promise<Clash | null> {
  if (after === null) return null;
  const { entity, unique } = restorable[kind];
  const other = await manager
    .createQueryBuilder(entity, 'row')
    .where(`row.${unique} = :value AND row.id <> :id`, { value: after[unique], id })
    .getOne();
  if (other) return { field: unique, message: `is that of another ${kind.replace('_', ' ')} by now` };
  if (kind !== 'extension' && kind !== 'ring_group') return null;
  const holder = await holderOfNumber(manager, after.number as string | null, id);
  if (holder === null) return null;
  const message =
    holder.kind === 'extension'
      ? `is that of extension ${holder.name} by now`
      : `is that of ring group ${holder.name} by now`;
  return { field: 'number', message };
}

/** What is missing that the resource points to, and what points to it although it would go away. */
async function brokenLinks(manager: EntityManager, { kind, id, after }: ImageChange): Promise<Clash[]> {
  if (after === null) {
    const uses = await whatUses(manager, kind, id);
    return uses.map((use) => ({ field: null, message: `is used by ${use.kind.replace('_', ' ')} ${use.name}` }));
  }
  const broken: Clash[] = [];
  if (kind === 'extension' && after.voicemailEnabled !== true) {
    const uses = await whatUsesMailbox(manager, id);
    if (uses.length > 0) broken.push({ field: 'voicemailEnabled', message: `is used by ${namedUses(uses)}` });
  }
  for (const { field, kind: target, ids, mailbox } of restorable[kind].points(after)) {
    for (const each of ids) {
      if (mailbox ? await hasMailbox(manager, each) : await manager.existsBy(restorable[target].entity, { id: each }))
        continue;
      const noun = mailbox ? 'mailbox' : target.replace('_', ' ');
      broken.push({ field, message: `points to ${/^[aeo]/.test(noun) ? 'an' : 'a'} ${noun} that is gone` });
    }
  }
  if (kind === 'ring_group') {
    const loop = await loopOf(manager, groupWaypoint({ ...(after as unknown as RingGroupEntity), id }));
    if (loop !== null) broken.push({ field: 'noAnswer', message: loop });
  }
  if (kind === 'announcement') {
    const loop = await loopOf(manager, announcementWaypoint({ ...(after as unknown as AnnouncementEntity), id }));
    if (loop !== null) broken.push({ field: 'next', message: loop });
  }
  if (kind === 'outbound_route') {
    for (const { message } of await inOtherCurrencies(manager, after as unknown as OutboundRouteEntity))
      broken.push({ field: 'trunkIds', message });
  }
  if (kind === 'trunk') {
    const shared = await sharedWith(manager, { ...(after as unknown as TrunkEntity), id });
    if (shared !== null) {
      const field = shared.pointer.slice(1).split('/')[0] ?? null;
      broken.push({ field, message: `is an address of trunk ${shared.other} by now` });
    }
    const message = await comparedInAnother(manager, { ...(after as unknown as TrunkEntity), id });
    if (message !== null) broken.push({ field: 'rates', message });
  }
  return broken;
}

/** @throws DomainError conflict: each pointer leads into the `changes` of the revision. */
function refuse(changes: readonly ImageChange[], conflicts: readonly RollbackConflict[]): void {
  if (conflicts.length === 0) return;
  const sentences = conflicts.map(({ change, field, message }) => {
    const { kind, name } = changes[change] ?? { kind: 'resource', name: '' };
    return `${field === null ? '' : `${field} of `}${kind.replace('_', ' ')} ${name} ${message}`;
  });
  const errors: FieldError[] = conflicts.map(({ change, field, message }) => ({
    pointer: `/changes/${change}${field === null ? '' : `/${field}`}`,
    message,
  }));
  const more = sentences.length > 5 ? `; and ${sentences.length - 5} more` : '';
  throw new DomainError('conflict', `It cannot be undone: ${sentences.slice(0, 5).join('; ')}${more}.`, errors);
}
