import type { ExtensionGroupList } from '@trunkline/contracts';
import type { DataSource } from 'typeorm';

/** The groups that extensions and outbound routes name, and how many of each do; the first 1,000 by name. */
export function extensionGroups(ds: DataSource): Promise<ExtensionGroupList['items']> {
  return ds.query(
    `SELECT name, count(*) FILTER (WHERE kind = 'extension')::int AS extensions,
            count(*) FILTER (WHERE kind = 'route')::int AS "outboundRoutes"
       FROM (SELECT 'extension' AS kind, unnest(groups) AS name FROM extensions
             UNION ALL SELECT 'route', unnest(allowed_groups) FROM outbound_routes) named
      GROUP BY name ORDER BY name COLLATE "C" LIMIT 1000`,
  );
}
