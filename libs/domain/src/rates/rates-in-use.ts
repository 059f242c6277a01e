import type { PbxSnapshot } from '../snapshot/pbx-snapshot.js';

/** The ids of the tables that routes compare prices by, each once. */
export function ratesInUse({ trunks, outboundRoutes }: Pick<PbxSnapshot, 'trunks' | 'outboundRoutes'>): string[] {
  const compared = new Set(outboundRoutes.flatMap(({ order, trunkRefs }) => (order === 'least_cost' ? trunkRefs : [])));
  return [...new Set(trunks.flatMap(({ ref, rates }) => (rates && compared.has(ref) ? [rates.tableId] : [])))];
}
