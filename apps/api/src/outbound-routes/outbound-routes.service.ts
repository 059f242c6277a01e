import { Injectable } from '@nestjs/common';
import type {
  Drift,
  OutboundRoute,
  OutboundRouteCreate,
  OutboundRoutePatch,
  OutboundRouteQuery,
  Page,
  Principal,
} from '@trunkline/contracts';
import { newRef, OutboundRouteEntity, refusedOf, SecretCipher, sortedPage } from '@trunkline/persistence';
import { type Changed, type Deleted, shown } from '../config-changes/changed.js';
import { ConfigChanges } from '../config-changes/config-changes.js';
import { findStored, type Resource, refuseDuplicate, storedFields } from '../config-changes/resource.js';
import { refuseGone } from '../config-changes/restore.js';
import { Database } from '../database/database.js';
import { assertTrunksExist } from '../trunks/assert-trunks-exist.js';
import { assertRouteWhole } from './route-rules.js';

const routes: Resource<OutboundRouteEntity> = {
  kind: 'outbound_route',
  entity: OutboundRouteEntity,
  path: 'outbound-routes',
  nameOf: ({ name }) => name,
};
const sortable = {
  columns: { position: 'int', name: 'text', revision: 'int' },
  // As routes of one position are tried.
  tie: { property: 'ref', kind: 'text' },
} as const;

@Injectable()
export class OutboundRoutesService {
  constructor(
    private readonly database: Database,
    private readonly changes: ConfigChanges,
    private readonly cipher: SecretCipher,
  ) {}

  /** In the order in which routes are tried. */
  async list(query: OutboundRouteQuery): Promise<Page<OutboundRoute>> {
    const { items, nextCursor } = await sortedPage(this.database.source, OutboundRouteEntity, query, sortable);
    const drifts = await refusedOf(this.database.source, items);
    return { items: items.map((row) => view(row, drifts.get(row.id))), nextCursor };
  }

  async read(id: string): Promise<OutboundRoute> {
    return this.view(await findStored(this.database.source.manager, routes, id));
  }

  async create({ pin, ...fields }: OutboundRouteCreate, caller: Principal): Promise<Changed<OutboundRoute>> {
    const changed = await this.changes.create(routes, caller, async (manager) => {
      await assertRouteWhole(manager, { ...fields, hasPin: pin !== null });
      await assertTrunksExist(manager, fields.trunkIds);
      await refuseDuplicate(manager, routes, 'name', fields);
      return { ...fields, ref: newRef('r'), pinSealed: this.seal(pin) };
    });
    return shown(changed, (row) => view(row));
  }

  async patch(id: string, { pin, ...fields }: OutboundRoutePatch, caller: Principal): Promise<Changed<OutboundRoute>> {
    const changed = await this.changes.update(routes, id, caller, async (route, manager) => {
      Object.assign(route, fields, pin === undefined ? {} : { pinSealed: this.seal(pin) });
      await assertRouteWhole(manager, { ...route, hasPin: route.pinSealed !== null });
      await assertTrunksExist(manager, route.trunkIds);
      await refuseDuplicate(manager, routes, 'name', route);
    });
    return { ...changed, body: await this.view(changed.body) };
  }

  remove(id: string, caller: Principal): Promise<Changed<Deleted>> {
    return this.changes.remove(routes, id, caller);
  }

  async restore(id: string, caller: Principal): Promise<Changed<OutboundRoute>> {
    const changed = await this.changes.restore(routes, id, caller, async (route, manager) => {
      await assertRouteWhole(manager, { ...route, hasPin: route.pinSealed !== null });
      await refuseDuplicate(manager, routes, 'name', route);
      const links = route.trunkIds.map(
        (trunk, index) => ({ pointer: `/trunkIds/${index}`, kind: 'trunk', id: trunk }) as const,
      );
      await refuseGone(manager, links);
    });
    return shown(changed, (row) => view(row));
  }

  private seal(pin: string | null): string | null {
    return pin === null ? null : this.cipher.seal(pin);
  }

  private async view(row: OutboundRouteEntity): Promise<OutboundRoute> {
    return view(row, (await refusedOf(this.database.source, [row])).get(row.id));
  }
}

function view(row: OutboundRouteEntity, drift?: Drift): OutboundRoute {
  const { ref, name, position, patterns, trunkIds, order, failoverOn, alarmOn, enabled } = row;
  const { emergency, allowedGroups, callerId, areaCallerIds } = row;
  return {
    ...storedFields(row),
    drift: drift ?? null,
    ...{ ref, name, position, patterns, trunkIds, order, failoverOn, alarmOn, enabled },
    ...{ emergency, allowedGroups, callerId, areaCallerIds },
    hasPin: row.pinSealed !== null,
  };
}
