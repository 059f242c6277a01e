import { Injectable } from '@nestjs/common';
import type { Page, Principal, Rate, RateQuery, Trunk, TrunkRatesPut } from '@trunkline/contracts';
import { priceText, rateOf, ratesOf } from '@trunkline/domain';
import { decodeCursor, encodeCursor, RateTables } from '@trunkline/persistence';
import type { Changed } from '../config-changes/changed.js';
import { ConfigChanges } from '../config-changes/config-changes.js';
import { findStored } from '../config-changes/resource.js';
import { Database } from '../database/database.js';
import { invalid } from '../http/contract.pipe.js';
import { comparedInAnother } from './one-currency.js';
import { trunks } from './trunk-resource.js';
import { TrunksService } from './trunks.service.js';

/** What carriers charge: a field of their trunks, kept apart from them for its size. */
@Injectable()
export class TrunkRatesService {
  constructor(
    private readonly database: Database,
    private readonly changes: ConfigChanges,
    private readonly trunks: TrunksService,
  ) {}

  async list(id: string, { prefix = '', number, limit, cursor }: RateQuery): Promise<Page<Rate>> {
    const { manager } = this.database.source;
    const { rates } = await findStored(manager, trunks, id);
    const after = cursor === undefined ? '' : String(decodeCursor(cursor, ['text'])[0]);
    const table = rates && (await RateTables.read(manager, [rates.tableId])).get(rates.tableId);
    if (!table) return { items: [], nextCursor: null };
    if (number !== undefined) {
      const found = rateOf(table, number);
      const fits = found?.prefix.startsWith(prefix) && found.prefix > after;
      const items = found && fits ? [{ prefix: found.prefix, price: priceText(found.price), name: found.name }] : [];
      return { items, nextCursor: null };
    }
    const following = ratesOf(table).filter((rate) => rate.prefix > after && rate.prefix.startsWith(prefix));
    const items = following.slice(0, limit);
    const last = items.at(-1);
    return { items, nextCursor: last && following.length > limit ? encodeCursor([last.prefix]) : null };
  }

  async put(id: string, { currency, rates }: TrunkRatesPut, caller: Principal): Promise<Changed<Trunk>> {
    const changed = await this.changes.update(trunks, id, caller, async (trunk, manager) => {
      trunk.rates = { tableId: await RateTables.keep(manager, rates), currency, count: rates.length };
      const message = await comparedInAnother(manager, trunk);
      if (message !== null) throw invalid([{ pointer: '/currency', message }]);
    });
    return { ...changed, body: await this.trunks.read(id) };
  }

  async remove(id: string, caller: Principal): Promise<Changed<Trunk>> {
    const changed = await this.changes.update(trunks, id, caller, async (trunk) => {
      trunk.rates = null;
    });
    return { ...changed, body: await this.trunks.read(id) };
  }
}
