import { Injectable } from '@nestjs/common';
import type {
  Drift,
  Page,
  Principal,
  Schedule,
  ScheduleCreate,
  SchedulePatch,
  ScheduleQuery,
} from '@trunkline/contracts';
import { scheduleAt } from '@trunkline/domain';
import { newRef, refusedOf, ScheduleEntity, sortedPage } from '@trunkline/persistence';
import { type Changed, type Deleted, shown } from '../config-changes/changed.js';
import { ConfigChanges } from '../config-changes/config-changes.js';
import { findStored, type Resource, refuseDuplicate, storedFields } from '../config-changes/resource.js';
import { Database } from '../database/database.js';

const schedules: Resource<ScheduleEntity> = {
  kind: 'schedule',
  entity: ScheduleEntity,
  path: 'schedules',
  nameOf: ({ name }) => name,
};
const sortable = { columns: { name: 'text', revision: 'int' } } as const;

@Injectable()
export class SchedulesService {
  constructor(
    private readonly database: Database,
    private readonly changes: ConfigChanges,
  ) {}

  async list(query: ScheduleQuery): Promise<Page<Schedule>> {
    const { items, nextCursor } = await sortedPage(this.database.source, ScheduleEntity, query, sortable);
    const drifts = await refusedOf(this.database.source, items);
    return { items: items.map((row) => view(row, drifts.get(row.id))), nextCursor };
  }

  async read(id: string): Promise<Schedule> {
    return this.view(await findStored(this.database.source.manager, schedules, id));
  }

  async create(fields: ScheduleCreate, caller: Principal): Promise<Changed<Schedule>> {
    const changed = await this.changes.create(schedules, caller, async (manager) => {
      await refuseDuplicate(manager, schedules, 'name', fields);
      return { ...fields, ref: newRef('s') };
    });
    return shown(changed, (row) => view(row));
  }

  async patch(id: string, fields: SchedulePatch, caller: Principal): Promise<Changed<Schedule>> {
    const changed = await this.changes.update(schedules, id, caller, async (schedule, manager) => {
      Object.assign(schedule, fields);
      await refuseDuplicate(manager, schedules, 'name', schedule);
    });
    return { ...changed, body: await this.view(changed.body) };
  }

  remove(id: string, caller: Principal): Promise<Changed<Deleted>> {
    return this.changes.remove(schedules, id, caller);
  }

  async restore(id: string, caller: Principal): Promise<Changed<Schedule>> {
    const changed = await this.changes.restore(schedules, id, caller, (schedule, manager) =>
      refuseDuplicate(manager, schedules, 'name', schedule),
    );
    return shown(changed, (row) => view(row));
  }

  private async view(row: ScheduleEntity): Promise<Schedule> {
    return view(row, (await refusedOf(this.database.source, [row])).get(row.id));
  }
}

function view(row: ScheduleEntity, drift?: Drift): Schedule {
  const { ref, name, timezone, weekly, holidays, override } = row;
  return {
    ...storedFields(row),
    drift: drift ?? null,
    ...{ ref, name, timezone, weekly, holidays, override },
    now: scheduleAt(row, new Date()),
  };
}
