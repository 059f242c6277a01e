import type { ResourceKind } from '@trunkline/contracts';
import type { DataSource, EntityManager } from 'typeorm';

/** A resource that points to another one. */
export interface Use {
  kind: ResourceKind;
  id: string;
  name: string;
}

/** What points to a resource, so that it must not be deleted. Inside withConfigChange the answer stays true. */
export async function whatUses(source: DataSource | EntityManager, kind: ResourceKind, id: string): Promise<Use[]> {
  switch (kind) {
    case 'extension':
      return source.query<Use[]>(
        `SELECT 'number' AS kind, id, number AS name FROM numbers
          WHERE destination @> jsonb_build_object('type', 'extension', 'extensionId', $1::text) ORDER BY number`,
        [id],
      );
    case 'trunk':
      return source.query<Use[]>(
        `SELECT 'outbound_route' AS kind, id, name FROM outbound_routes WHERE trunk_ids @> ARRAY[$1::uuid] ORDER BY name, id`,
        [id],
      );
    case 'certificate':
      return source.query<Use[]>(
        `SELECT 'settings' AS kind, id, 'of the node' AS name FROM settings WHERE tls_certificate_id = $1`,
        [id],
      );
    case 'number':
    case 'outbound_route':
    case 'settings':
      return [];
  }
}
