import type { LiveEvent } from '@trunkline/contracts';
import { laneOf, wants } from '@trunkline/domain';
import type { DataSource, EntityManager } from 'typeorm';
import { WebhookEntity } from '../entities/webhook.entity.js';
import { eventsAfter, headSeq } from '../events/event-log.js';
import { newId } from '../ids/new-id.js';

/** What one step of queueing did: events read, webhooks that got something, and how many events the log had lost. */
export interface Queued {
  read: number;
  webhookIds: string[];
  lost: number;
  /** Whether any webhook is enabled: where none is, no event is read. */
  wanted: boolean;
}

interface Planned {
  webhookId: string;
  event: LiveEvent;
  lane: string;
}

/**
 * Queues deliveries for the next `limit` events of the log. They and the new place in the log are one transaction:
 * whoever dies on the way, no event is skipped and none is queued twice.
 */
export function queueDeliveries(ds: DataSource, limit: number): Promise<Queued> {
  return ds.transaction(async (manager) => {
    const seq = await lockCursor(manager);
    // The events before the webhooks: none is passed over that came after one was made.
    const head = await headSeq(manager);
    const webhooks = await manager.findBy(WebhookEntity, { enabled: true });
    if (webhooks.length === 0) {
      await moveToHead(manager, seq, head);
      return { read: 0, webhookIds: [], lost: 0, wanted: false };
    }
    const events = (await eventsAfter(manager, seq, limit)).filter((event) => event.seq <= head);
    const first = events[0];
    const last = events.at(-1);
    if (!first || !last) {
      await followShorterLog(manager, seq, head);
      return { read: 0, webhookIds: [], lost: 0, wanted: true };
    }
    const planned = events.flatMap((event) =>
      webhooks
        .filter((webhook) => event.seq > webhook.sinceSeq && wants(webhook, event))
        .map(({ id }) => ({ webhookId: id, event, lane: laneOf(event) })),
    );
    if (planned.length > 0) await insert(manager, planned);
    await moveTo(manager, last.seq);
    const webhookIds = [...new Set(planned.map(({ webhookId }) => webhookId))];
    return { read: events.length, webhookIds, lost: await lostBetween(manager, seq, first.seq), wanted: true };
  });
}

/** Holds the place in the log until the commit, so that nothing is queued meanwhile, and returns it. */
export async function lockCursor(manager: EntityManager): Promise<number> {
  const read = () => manager.query<{ seq: string }[]>('SELECT seq FROM webhook_cursor WHERE id = 1 FOR UPDATE');
  const [row] = await read();
  if (row) return Number(row.seq);
  const head = await headSeq(manager);
  await manager.query('INSERT INTO webhook_cursor (id, seq) VALUES (1, $1) ON CONFLICT DO NOTHING', [head]);
  const [made] = await read();
  return Number(made?.seq ?? head);
}

/** How many events between two seqs were deleted before they were read; those that a crash left out never were. */
async function lostBetween(manager: EntityManager, seq: number, next: number): Promise<number> {
  if (next === seq + 1) return 0;
  const [left] = await manager.query<{ seq: string }[]>('SELECT seq FROM event_log_floor WHERE id = 2 AND seq < $1', [
    next,
  ]);
  return next - Math.max(seq, Number(left?.seq ?? 0)) - 1;
}

async function moveTo(manager: EntityManager, seq: number): Promise<void> {
  await manager.query('UPDATE webhook_cursor SET seq = $1 WHERE id = 1', [seq]);
}

/** Nobody wants what lies between. */
async function moveToHead(manager: EntityManager, seq: number, head: number): Promise<void> {
  if (head > seq) await moveTo(manager, head);
  else await followShorterLog(manager, seq, head);
}

/** A log that ends before our place is another one, as after a restore of that table: no place in it is valid any more. */
async function followShorterLog(manager: EntityManager, seq: number, head: number): Promise<void> {
  if (head >= seq) return;
  await moveTo(manager, head);
  await manager.query('UPDATE webhooks SET since_seq = $1 WHERE since_seq > $1', [head]);
}

async function insert(manager: EntityManager, planned: readonly Planned[]): Promise<void> {
  const column = <T>(of: (plan: Planned) => T): T[] => planned.map(of);
  await manager.query(
    `INSERT INTO webhook_deliveries
       (id, webhook_id, event_id, event_type, seq, lane, body, status, attempts, tries, created_at)
     SELECT id, webhook_id, event_id, type, seq, lane, body, 'pending', '[]', 0, now()
       FROM unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::text[], $5::bigint[], $6::text[], $7::text[])
         AS t (id, webhook_id, event_id, type, seq, lane, body)
     ON CONFLICT (webhook_id, event_id) DO NOTHING`,
    [
      column(() => newId()),
      column(({ webhookId }) => webhookId),
      column(({ event }) => event.id),
      column(({ event }) => event.type),
      column(({ event }) => event.seq),
      column(({ lane }) => lane),
      column(({ event }) => JSON.stringify(event)),
    ],
  );
  // The update changes nothing and locks: a worker that is about to close the lane sees what came before it does.
  await manager.query(
    `INSERT INTO webhook_lanes (webhook_id, lane, due_at)
     SELECT DISTINCT webhook_id, lane, now() FROM unnest($1::uuid[], $2::text[]) AS t (webhook_id, lane) ORDER BY 1, 2
     ON CONFLICT (webhook_id, lane) DO UPDATE SET lane = excluded.lane`,
    [column(({ webhookId }) => webhookId), column(({ lane }) => lane)],
  );
}
