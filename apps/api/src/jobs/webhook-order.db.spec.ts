import { appendEvents, newId, queueDeliveries, WebhookLanes } from '@trunkline/persistence';
import { testDatabase } from '@trunkline/testing';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ApiUnderTest } from '../spec/api-under-test.js';
import { aCall, aCallEvent } from '../spec/builders.js';
import { aCallsEvents, append, pace, webhookApi, webhookClient } from '../spec/webhook-bench.js';
import { type Received, WebhookReceiver } from '../spec/webhook-receiver.js';

const database = testDatabase();
let receiver: WebhookReceiver;
let apis: ApiUnderTest[] = [];
beforeEach(async () => {
  receiver = await new WebhookReceiver().open();
});
afterEach(async () => {
  for (const api of apis) await api.stop();
  apis = [];
  receiver.close();
  await database.ds.query('DELETE FROM webhooks');
});

async function started(env: Record<string, string> = {}): Promise<ApiUnderTest> {
  // Nothing may be given up only because the machine is busy.
  const api = await webhookApi(database, { WEBHOOK_TIMEOUT_SECONDS: '3', ...env });
  patient(api);
  apis.push(api);
  return api;
}

function patient(api: ApiUnderTest): void {
  pace(api).delays = Array.from({ length: 60 }, () => 30);
}

/** A sequence that is the same for the same seed (mulberry32). */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** How often two deliveries of one call were under way at the same time, by when each began and was answered. */
class Overlaps {
  count = 0;
  private readonly underWay = new Set<string>();

  enter({ event }: Received): () => void {
    const id = String(event.data.id);
    if (this.underWay.has(id)) this.count += 1;
    this.underWay.add(id);
    return () => this.underWay.delete(id);
  }
}

describe('deliveries of a webhook', () => {
  it.each([1, 2])(
    'keep the order of each call and lose nothing, whatever fails, with two copies of the API of which one restarts (seed %i)',
    async (seed) => {
      const random = seeded(seed);
      const [one, other] = [await started(), await started()];
      if (!one || !other) throw new Error('no API');
      const client = await webhookClient(other);
      const { id } = await client.make({ url: receiver.url(), events: ['call.*'] });
      const accepted: Received[] = [];
      const overlaps = new Overlaps();
      receiver.answer = (received, response) => {
        const leave = overlaps.enter(received);
        const fate = random();
        setTimeout(() => {
          leave();
          if (fate < 0.1) return void response.destroy();
          if (fate < 0.25) return void response.writeHead(500).end();
          accepted.push(received);
          response.writeHead(200).end();
        }, random() * 10);
      };
      const calls = Array.from({ length: 12 }, () => aCallsEvents(4));
      const sent: string[] = [];
      for (let turn = 0; turn < 6; turn++) {
        const events = await append(database, ...calls.flatMap((call) => call[turn] ?? []));
        sent.push(...events.map((event) => event.id));
        if (turn === 2) {
          await one.stop();
          await one.start();
          patient(one);
        }
      }
      const done = () => new Set(accepted.map(({ event }) => event.id)).size === sent.length;
      await expect.poll(done, { timeout: 60_000 }).toBe(true);
      for (const call of calls) {
        const ids = call.map((event) => event.id);
        const first = [...new Set(accepted.map(({ event }) => event.id).filter((each) => ids.includes(each)))];
        expect(first).toEqual(ids);
      }
      expect(overlaps.count).toBe(0);
      // At least once: a restart may repeat what was under way, and nothing else does.
      expect(accepted.length - sent.length).toBeLessThanOrEqual(32);
      await expect.poll(async () => (await client.read(id)).status.pending, { timeout: 20_000 }).toBe(0);
    },
    120_000,
  );

  it('would overlap if a worker did not hold its lane (control)', async () => {
    const api = await started();
    await (await webhookClient(api)).make({ url: receiver.url() });
    const overlaps = new Overlaps();
    receiver.answer = (received, response) => {
      const leave = overlaps.enter(received);
      if (receiver.received.length > 1) {
        leave();
        response.writeHead(200).end();
      }
    };
    await append(database, aCallEvent('call.started', aCall()));
    await receiver.until(() => receiver.received.length === 1);
    await database.ds.query('UPDATE webhook_lanes SET leased_until = NULL');
    await receiver.until(() => receiver.received.length === 2);
    expect(overlaps.count).toBe(1);
  });

  it('of a call that fails wait for each other, and those of other calls do not wait for them', async () => {
    const api = await started();
    const client = await webhookClient(api);
    const { id } = await client.make({ url: receiver.url(), events: ['call.*'] });
    const [broken, fine] = [aCall(), aCall()];
    let works = false;
    receiver.answer = ({ event }, response) =>
      void response.writeHead(event.data.id === broken.id && !works ? 500 : 200).end();
    await append(database, ...aCallsEvents(1, broken), ...aCallsEvents(1, fine));
    const typesOf = (call: { id: string }) =>
      receiver.received.filter(({ event }) => event.data.id === call.id).map(({ event }) => event.type);
    await receiver.until(() => typesOf(fine).length === 3);
    await receiver.until(() => typesOf(broken).length > 1);
    expect(new Set(typesOf(broken))).toEqual(new Set(['call.started']));
    expect((await client.deliveries(id, `&lane=${broken.id}&status=pending`)).length).toBe(3);
    works = true;
    await receiver.until(() => typesOf(broken).includes('call.ended'));
    expect(typesOf(broken).slice(-3)).toEqual(['call.started', 'call.updated', 'call.ended']);
  });
});

describe('what happens while every copy of the API is away', () => {
  const awayAndBack = async (meanwhile: () => Promise<unknown>) => {
    const api = await started();
    const client = await webhookClient(api);
    const { id } = await client.make({ url: receiver.url() });
    await api.stop();
    const events = [...(await append(database, ...aCallsEvents())), ...(await append(database, ...aCallsEvents()))];
    await meanwhile();
    await api.start();
    // From here on a new place is stored, if there was none: what comes now is no part of the question.
    await expect.poll(() => database.ds.query('SELECT 1 FROM webhook_cursor'), { timeout: 20_000 }).toHaveLength(1);
    const [last] = await append(database, aCallEvent('call.started', aCall()));
    await receiver.until(() => receiver.received.some(({ event }) => event.id === last?.id));
    const client2 = await webhookClient(api);
    await expect.poll(async () => (await client2.read(id)).status.pending, { timeout: 20_000 }).toBe(0);
    return { events, got: receiver.received.map(({ event }) => event.id) };
  };

  it('is delivered when one is back, once', async () => {
    const { events, got } = await awayAndBack(async () => {});
    expect(got.toSorted()).toEqual(expect.arrayContaining(events.map(({ id }) => id).toSorted()));
    expect(new Set(got).size).toBe(got.length);
    expect(got).toHaveLength(events.length + 1);
  });

  it('would be missed if its place in the log were not stored (control)', async () => {
    const { events, got } = await awayAndBack(() => database.ds.query('DELETE FROM webhook_cursor'));
    expect(got.filter((id) => events.some((event) => event.id === id))).toEqual([]);
  });

  it('is queued with its place in the log or not at all', async () => {
    const api = await started({ JOBS: 'off' });
    const { id } = await (await webhookClient(api)).make({ url: receiver.url() });
    const place = async () => (await database.ds.query('SELECT seq FROM webhook_cursor'))[0]?.seq;
    const before = await place();
    await append(database, ...aCallsEvents());
    await database.ds.query('ALTER TABLE webhook_lanes RENAME TO webhook_lanes_gone');
    await expect(queueDeliveries(database.ds, 100)).rejects.toThrow(/webhook_lanes/);
    await database.ds.query('ALTER TABLE webhook_lanes_gone RENAME TO webhook_lanes');
    expect(await place()).toBe(before);
    const both = await Promise.all([queueDeliveries(database.ds, 100), queueDeliveries(database.ds, 100)]);
    expect(both.map(({ read }) => read).sort()).toEqual([0, 3]);
    const [{ count }] = await database.ds.query('SELECT count(*) FROM webhook_deliveries WHERE webhook_id = $1', [id]);
    expect(Number(count)).toBe(3);
    expect(await WebhookLanes.due(database.ds)).toEqual([id]);
  });

  it('misses no event by the seqs that a crash of the database leaves out, and those that were deleted', async () => {
    const api = await started({ JOBS: 'off' });
    await (await webhookClient(api)).make({ url: receiver.url() });
    await append(database, ...aCallsEvents());
    await queueDeliveries(database.ds, 100);
    await database.ds.query('DELETE FROM event_log_life');
    await database.ds.query('SELECT life_of_event_log()');
    await append(database, ...aCallsEvents());
    expect(await queueDeliveries(database.ds, 100)).toMatchObject({ read: 3, lost: 0 });
    const deleted = await append(database, ...aCallsEvents());
    await database.ds.query('DELETE FROM event_log WHERE seq < $1', [deleted.at(-1)?.seq]);
    expect(await queueDeliveries(database.ds, 100)).toMatchObject({ read: 1, lost: 2 });
  });

  it('misses no event of a webhook that was made while there was none', async () => {
    await started({ JOBS: 'off' });
    await queueDeliveries(database.ds, 100);
    const id = newId();
    let queued: Promise<unknown> | undefined;
    await database.ds.transaction(async (manager) => {
      await manager.query('LOCK TABLE event_log IN ACCESS EXCLUSIVE MODE');
      queued = queueDeliveries(database.ds, 100);
      const waits = () =>
        manager.query<unknown[]>(`SELECT 1 FROM pg_locks JOIN pg_database d ON d.oid = database
            WHERE datname = current_database() AND NOT granted`);
      await expect.poll(waits).toHaveLength(1);
      await manager.query(
        `INSERT INTO webhooks (id, version, url, description, events, trunk_ids, extension_ids, enabled, secret_sealed, since_seq)
         VALUES ($1, 1, $2, '', '{*}', '{}', '{}', true, '', 0)`,
        [id, receiver.url()],
      );
      await appendEvents(manager, [aCallEvent('call.started', aCall())]);
    });
    await queued;
    await queueDeliveries(database.ds, 100);
    expect(await WebhookLanes.due(database.ds)).toEqual([id]);
  });
});
