import { createHash } from 'node:crypto';
import {
  leastCostOrders,
  type PbxSnapshot,
  type RateTable,
  type SnapshotOutboundRoute,
  type SnapshotTrunk,
} from '@trunkline/domain';
import { ConfRefusedError } from '../conf/conf-refused-error.js';
import { ConfWriter } from '../conf/conf-writer.js';
import { ourName } from '../conf/names.js';

/** What the trunks of a route charge, null for those of which it is not known: their places are those of the trunks. */
export interface CostOrder {
  /** The context that answers with the order for a number, which routes over the same trunks share. */
  name: string;
  tables: readonly (RateTable | null)[];
}

/**
 * How a route compares its trunks, null where it asks them as they are listed. An emergency call waits for no comparison, and
 * prices in several currencies, which are refused when they are stored, are not compared.
 */
export function costOrder(
  { order, emergency }: Pick<SnapshotOutboundRoute, 'order' | 'emergency'>,
  trunks: readonly SnapshotTrunk[],
  { rateTables }: Pick<PbxSnapshot, 'rateTables'>,
): CostOrder | null {
  if (order !== 'least_cost' || emergency) return null;
  const currencies = new Set(trunks.flatMap(({ rates }) => rates?.currency ?? []));
  const tables = trunks.map(({ ref, rates }) => {
    if (rates === null) return null;
    const table = rateTables.get(rates.tableId);
    if (!table) throw new ConfRefusedError(`trunk ${ourName('trunk', ref)}`, 'has rates that are not there');
    return table;
  });
  if (currencies.size > 1) return null;
  const refs = trunks.map(({ ref }) => ourName('trunk', ref)).join();
  const hash = createHash('sha256').update(refs).digest('hex').slice(0, 16);
  return { name: `tl-cost-${hash}`, tables };
}

/**
 * `Gosub(tl-cost-…,c<digits>,1)` returns the places of the trunks, a digit each, in the order in which they are asked.
 * Asterisk takes the longest prefix, since digits go before an open end.
 */
export function costContexts(conf: ConfWriter, all: readonly (CostOrder | null)[]): void {
  const byName = new Map(all.flatMap((each) => (each ? [[each.name, each]] : [])));
  for (const order of byName.values()) conf.append(context(order));
}

/** The context of each route as it was written last, kept with one of its tables: it may have twenty thousand lines. */
const written = new WeakMap<RateTable, Map<string, { of: string; conf: ConfWriter }>>();

function context(order: CostOrder): ConfWriter {
  const [first] = order.tables.filter((table) => table !== null);
  if (!first) return writtenAnew(order);
  const kept = written.get(first) ?? new Map<string, { of: string; conf: ConfWriter }>();
  written.set(first, kept);
  const of = order.tables.map((table) => table?.id ?? '').join();
  const last = kept.get(order.name);
  if (last?.of === of) return last.conf;
  const conf = writtenAnew(order);
  kept.set(order.name, { of, conf });
  return conf;
}

/** The last comes first: Asterisk looks for the place of an extension from the first on, which would take minutes. */
function writtenAnew({ name, tables }: CostOrder): ConfWriter {
  const conf = new ConfWriter().section(name);
  // What ends comes after what goes on with a digit.
  const place = (prefix: string) => `${prefix}~`;
  const orders = leastCostOrders(tables).sort((a, b) => (place(a.prefix) < place(b.prefix) ? 1 : -1));
  for (const { prefix, order } of orders) conf.object('exten', `_c${rated(prefix)}!,1,Return(${order.join('')})`);
  return conf;
}

function rated(prefix: string): string {
  if (!/^\d{0,15}$/.test(prefix)) throw new ConfRefusedError('rate', 'has a prefix that is none');
  return prefix;
}
