import { createHash } from 'node:crypto';
import type { Rate } from '@trunkline/contracts';
import { type PbxSnapshot, type RateTable, ratesInUse, rateTable, writtenRates } from '@trunkline/domain';
import type { DataSource, EntityManager } from 'typeorm';

/** The tables of the snapshot that was filled last: a table never changes, and reading twenty thousand rates takes its time. */
let known: ReadonlyMap<string, RateTable> = new Map();

/** The rates that trunks name. Like config revisions, which name them too, they are kept: each of them can be gone back to. */
export const RateTables = {
  /** Keeps rates, and answers with their id. */
  async keep(manager: EntityManager, rates: readonly Rate[]): Promise<string> {
    const written = writtenRates(rates);
    const id = createHash('sha256').update(written).digest('hex');
    await manager.query('INSERT INTO rate_tables (id, rates) VALUES ($1, $2) ON CONFLICT (id) DO NOTHING', [
      id,
      written,
    ]);
    return id;
  },

  /** The tables with these ids, by their id. */
  async read(source: DataSource | EntityManager, ids: readonly string[]): Promise<Map<string, RateTable>> {
    const unknown = ids.filter((id) => !known.has(id));
    const rows =
      unknown.length === 0
        ? []
        : await source.query<{ id: string; rates: string }[]>('SELECT id, rates FROM rate_tables WHERE id = ANY($1)', [
            unknown,
          ]);
    const read = new Map(rows.map(({ id, rates }) => [id, rateTable(id, rates)]));
    return new Map(
      ids.flatMap((id) => {
        const table = known.get(id) ?? read.get(id);
        return table ? [[id, table]] : [];
      }),
    );
  },

  /** The snapshot with the tables that it compares prices by. */
  async fill(source: DataSource | EntityManager, snapshot: PbxSnapshot): Promise<PbxSnapshot> {
    known = await RateTables.read(source, ratesInUse(snapshot));
    return { ...snapshot, rateTables: known };
  },
};
