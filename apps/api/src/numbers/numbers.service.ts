import { Injectable } from '@nestjs/common';
import type { Drift, NumberCreate, NumberPatch, NumberQuery, Page, PhoneNumber, Principal } from '@trunkline/contracts';
import { NumberEntity, refusedOf, sortedPage } from '@trunkline/persistence';
import { type Changed, type Deleted, shown } from '../config-changes/changed.js';
import { ConfigChanges } from '../config-changes/config-changes.js';
import { findStored, type Resource, refuseDuplicate, storedFields } from '../config-changes/resource.js';
import { refuseGone } from '../config-changes/restore.js';
import { Database } from '../database/database.js';
import { assertLed, linksOfLed, mergeLed } from '../destinations/destinations.js';

const numbers: Resource<NumberEntity> = {
  kind: 'number',
  entity: NumberEntity,
  path: 'numbers',
  nameOf: ({ number }) => number,
};
const sortable = { columns: { number: 'text', revision: 'int' } } as const;

@Injectable()
export class NumbersService {
  constructor(
    private readonly database: Database,
    private readonly changes: ConfigChanges,
  ) {}

  async list(query: NumberQuery): Promise<Page<PhoneNumber>> {
    const { items, nextCursor } = await sortedPage(this.database.source, NumberEntity, query, sortable);
    const drifts = await refusedOf(this.database.source, items);
    return { items: items.map((row) => view(row, drifts.get(row.id))), nextCursor };
  }

  async read(id: string): Promise<PhoneNumber> {
    return this.view(await findStored(this.database.source.manager, numbers, id));
  }

  async create(fields: NumberCreate, caller: Principal): Promise<Changed<PhoneNumber>> {
    const changed = await this.changes.create(numbers, caller, async (manager) => {
      await assertLed(manager, fields);
      await refuseDuplicate(manager, numbers, 'number', fields);
      return fields;
    });
    return shown(changed, (row) => view(row));
  }

  async patch(id: string, patch: NumberPatch, caller: Principal): Promise<Changed<PhoneNumber>> {
    const { destination, fallback, ...fields } = patch;
    const changed = await this.changes.update(numbers, id, caller, async (number, manager) => {
      Object.assign(number, fields);
      mergeLed(number, { destination, fallback });
      await assertLed(manager, number);
      await refuseDuplicate(manager, numbers, 'number', number);
    });
    return { ...changed, body: await this.view(changed.body) };
  }

  remove(id: string, caller: Principal): Promise<Changed<Deleted>> {
    return this.changes.remove(numbers, id, caller);
  }

  async restore(id: string, caller: Principal): Promise<Changed<PhoneNumber>> {
    const changed = await this.changes.restore(numbers, id, caller, async (number, manager) => {
      await refuseDuplicate(manager, numbers, 'number', number);
      await refuseGone(manager, linksOfLed(number));
    });
    return shown(changed, (row) => view(row));
  }

  private async view(row: NumberEntity): Promise<PhoneNumber> {
    return view(row, (await refusedOf(this.database.source, [row])).get(row.id));
  }
}

function view(row: NumberEntity, drift?: Drift): PhoneNumber {
  const { number, label, destination, fallback, enabled } = row;
  return { ...storedFields(row), drift: drift ?? null, number, label, destination, fallback, enabled };
}
