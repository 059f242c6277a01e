import type { ResourceKind } from '@trunkline/contracts';
import type { DataSource, EntityManager } from 'typeorm';

/** A resource that points to another one. */
export interface Use {
  kind: ResourceKind;
  id: string;
  name: string;
}

/** Where destinations are kept: a new kind of rule with one is a line here. */
const destinations = [
  { kind: 'number', table: 'numbers', name: 'number', column: 'destination' },
  { kind: 'number', table: 'numbers', name: 'number', column: 'fallback' },
  { kind: 'ring_group', table: 'ring_groups', name: 'name', column: 'no_answer' },
  { kind: 'inbound_route', table: 'inbound_routes', name: 'name', column: 'destination' },
  { kind: 'inbound_route', table: 'inbound_routes', name: 'name', column: 'fallback' },
  { kind: 'announcement', table: 'announcements', name: 'name', column: 'next' },
] as const;

/** SQL of what has a destination whose `field` is the id $1. */
function leadingTo(field: 'extensionId' | 'ringGroupId' | 'announcementId' | 'outboundRouteId'): string[] {
  return destinations.map(
    ({ kind, table, name, column }) =>
      `SELECT '${kind}' AS kind, id, ${name} AS name FROM ${table}
        WHERE ${column} @> jsonb_build_object('${field}', $1::text)`,
  );
}

/** What leads to the mailbox of an extension, which therefore must keep it. */
export async function whatUsesMailbox(source: DataSource | EntityManager, id: string): Promise<Use[]> {
  const leading = destinations.map(
    ({ kind, table, name, column }) =>
      `SELECT '${kind}' AS kind, id, ${name} AS name FROM ${table}
        WHERE ${column} @> jsonb_build_object('type', 'voicemail', 'extensionId', $1::text)`,
  );
  return source.query<Use[]>(`${leading.join(' UNION ')} ORDER BY kind, name, id`, [id]);
}

const users: Record<ResourceKind, readonly string[]> = {
  extension: [
    ...leadingTo('extensionId'),
    `SELECT 'ring_group' AS kind, id, name FROM ring_groups WHERE members @> ARRAY[$1::uuid]`,
  ],
  ring_group: leadingTo('ringGroupId'),
  announcement: leadingTo('announcementId'),
  outbound_route: leadingTo('outboundRouteId'),
  trunk: ['outbound_route', 'inbound_route'].map(
    (kind) => `SELECT '${kind}' AS kind, id, name FROM ${kind}s WHERE trunk_ids @> ARRAY[$1::uuid]`,
  ),
  schedule: [
    `SELECT 'inbound_route' AS kind, id, name FROM inbound_routes
      WHERE schedule @> jsonb_build_object('scheduleId', $1::text)`,
  ],
  inbound_route: [],
  certificate: [`SELECT 'settings' AS kind, id, 'of the node' AS name FROM settings WHERE tls_certificate_id = $1`],
  number: [],
  settings: [],
};

/** What points to a resource, so that it must not be deleted. Inside withConfigChange the answer stays true. */
export async function whatUses(source: DataSource | EntityManager, kind: ResourceKind, id: string): Promise<Use[]> {
  if (users[kind].length === 0) return [];
  // A group can use an extension twice, as a member and when nobody answers.
  return source.query<Use[]>(`${users[kind].join(' UNION ')} ORDER BY kind, name, id`, [id]);
}
