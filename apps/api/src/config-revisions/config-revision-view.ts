import type { ConfigRevision } from '@trunkline/contracts';
import type { ConfigRevisionEntity } from '@trunkline/persistence';

/** A revision as it is read. What a change was and is stays inside: sealed secrets are in it. */
export function configRevisionView(row: ConfigRevisionEntity): ConfigRevision {
  const { number, author, summary, status, reason, createdAt, settledAt, rollbackOf } = row;
  return {
    ...{ number, author, summary, status, reason, rollbackOf },
    changes: row.changes.map(({ kind, id, action, name }) => ({ kind, id, action, name })),
    createdAt: createdAt.toISOString(),
    settledAt: settledAt?.toISOString() ?? null,
  };
}
