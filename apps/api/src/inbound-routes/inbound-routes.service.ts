import { Injectable } from '@nestjs/common';
import type {
  Drift,
  FieldError,
  InboundRoute,
  InboundRouteCreate,
  InboundRoutePatch,
  InboundRouteQuery,
  Page,
  Principal,
} from '@trunkline/contracts';
import { InboundRouteEntity, newRef, refusedOf, ScheduleEntity, sortedPage } from '@trunkline/persistence';
import { type Changed, type Deleted, shown } from '../config-changes/changed.js';
import { ConfigChanges } from '../config-changes/config-changes.js';
import { findStored, type Resource, refuseDuplicate, storedFields } from '../config-changes/resource.js';
import { type Link, refuseGone } from '../config-changes/restore.js';
import { Database } from '../database/database.js';
import type { EntityManager } from '../database/types.js';
import { assertLed, linksOfLed, mergeLed } from '../destinations/destinations.js';
import { invalid } from '../http/contract.pipe.js';
import { assertTrunksExist } from '../trunks/assert-trunks-exist.js';
import { refuseShadow } from './refuse-shadow.js';

const routes: Resource<InboundRouteEntity> = {
  kind: 'inbound_route',
  entity: InboundRouteEntity,
  path: 'inbound-routes',
  nameOf: ({ name }) => name,
};
const sortable = {
  columns: { position: 'int', name: 'text', revision: 'int' },
  // As routes of one position are tried.
  tie: { property: 'ref', kind: 'text' },
} as const;

@Injectable()
export class InboundRoutesService {
  constructor(
    private readonly database: Database,
    private readonly changes: ConfigChanges,
  ) {}

  /** In the order in which routes are tried. */
  async list(query: InboundRouteQuery): Promise<Page<InboundRoute>> {
    const { items, nextCursor } = await sortedPage(this.database.source, InboundRouteEntity, query, sortable);
    const drifts = await refusedOf(this.database.source, items);
    return { items: items.map((row) => view(row, drifts.get(row.id))), nextCursor };
  }

  async read(id: string): Promise<InboundRoute> {
    return this.view(await findStored(this.database.source.manager, routes, id));
  }

  async create(fields: InboundRouteCreate, caller: Principal): Promise<Changed<InboundRoute>> {
    const changed = await this.changes.create(routes, caller, async (manager) => {
      const route = { ...fields, ref: newRef('i') };
      await assertRoute(manager, route);
      return route;
    });
    return shown(changed, (row) => view(row));
  }

  async patch(id: string, patch: InboundRoutePatch, caller: Principal): Promise<Changed<InboundRoute>> {
    const { destination, fallback, schedule, ...fields } = patch;
    const changed = await this.changes.update(routes, id, caller, async (route, manager) => {
      Object.assign(route, fields);
      mergeLed(route, { destination, fallback });
      if (schedule !== undefined) route.schedule = mergedSchedule(route.schedule, schedule);
      await assertRoute(manager, route);
    });
    return { ...changed, body: await this.view(changed.body) };
  }

  remove(id: string, caller: Principal): Promise<Changed<Deleted>> {
    return this.changes.remove(routes, id, caller);
  }

  async restore(id: string, caller: Principal): Promise<Changed<InboundRoute>> {
    const changed = await this.changes.restore(routes, id, caller, async (route, manager) => {
      await refuseDuplicate(manager, routes, 'name', route);
      await refuseGone(manager, [...linksFrom(route), ...linksOfLed(route)]);
      await refuseShadow(manager, route);
    });
    return shown(changed, (row) => view(row));
  }

  private async view(row: InboundRouteEntity): Promise<InboundRoute> {
    return view(row, (await refusedOf(this.database.source, [row])).get(row.id));
  }
}

type Fields = InboundRouteCreate & { ref: string; id?: string };

/** What has to hold for a route that is stored. @throws DomainError validation_failed or conflict, at the field. */
async function assertRoute(manager: EntityManager, route: Fields): Promise<void> {
  await assertTrunksExist(manager, route.trunkIds);
  await assertLed(manager, route);
  if (route.schedule !== null && !(await manager.existsBy(ScheduleEntity, { id: route.schedule.scheduleId })))
    throw invalid([{ pointer: '/schedule/scheduleId', message: 'is not the id of a schedule' }]);
  await refuseDuplicate(manager, routes, 'name', route);
  await refuseShadow(manager, route);
}

/** @throws DomainError validation_failed at what a schedule lacks that there was not before. */
function mergedSchedule(
  before: InboundRoute['schedule'],
  patch: NonNullable<InboundRoutePatch['schedule']> | null,
): InboundRoute['schedule'] {
  if (patch === null) return null;
  const { scheduleId, state } = { ...before, ...patch };
  const errors: FieldError[] = [];
  if (scheduleId === undefined) errors.push({ pointer: '/schedule/scheduleId', message: 'is required' });
  if (state === undefined) errors.push({ pointer: '/schedule/state', message: 'is required' });
  if (scheduleId === undefined || state === undefined) throw invalid(errors);
  return { scheduleId, state };
}

/** Trunks and schedule of a route. */
function linksFrom({ trunkIds, schedule }: Pick<InboundRoute, 'trunkIds' | 'schedule'>): Link[] {
  const trunks = trunkIds.map((id, index) => ({ pointer: `/trunkIds/${index}`, kind: 'trunk', id }) as const);
  if (schedule === null) return trunks;
  return [...trunks, { pointer: '/schedule/scheduleId', kind: 'schedule', id: schedule.scheduleId }];
}

function view(row: InboundRouteEntity, drift?: Drift): InboundRoute {
  const { ref, name, position, numbers, trunkIds, callers, schedule, destination, fallback, enabled } = row;
  return {
    ...storedFields(row),
    drift: drift ?? null,
    ...{ ref, name, position, numbers, trunkIds, callers, schedule, destination, fallback, enabled },
  };
}
