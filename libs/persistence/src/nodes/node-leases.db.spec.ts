import { setTimeout as delay } from 'node:timers/promises';
import { testDatabase } from '@trunkline/testing';
import { beforeEach, describe, expect, it } from 'vitest';
import { headSeq } from '../events/event-log.js';
import { newId } from '../ids/new-id.js';
import { aCall } from '../live/call.fixture.js';
import { LiveCalls } from '../live/live-calls.js';
import { storeCallEvents } from '../live/store-call-events.js';
import { fenced, LeaseLost } from './fenced.js';
import { NodeLeases } from './node-leases.js';
import { Nodes } from './nodes.js';

const node = 'node-1';
const ada = { holder: 'ada 1', place: 'a' };
const ben = { holder: 'ben 2', place: 'b' };
const up = { status: 'up', detail: null, since: null } as const;
const status = {
  asterisk: up,
  records: up,
  asteriskVersion: '22.10.1',
  installed: null,
  runningSipPort: null,
  restart: null,
};

describe('the lease of a node', () => {
  const database = testDatabase();
  beforeEach(() => database.empty());
  const beatOf = (token: number | null) => {
    const ds = fenced(database.ds, node, () => token);
    return ds.transaction((manager) => Nodes.beat(manager, node, status));
  };

  it('goes to one of many that ask for it', async () => {
    const asked = await Promise.all(
      Array.from({ length: 8 }, (_one, n) =>
        NodeLeases.take(database.ds, node, { ...ada, holder: `ada ${n}` }, null, 60_000),
      ),
    );
    expect(asked.filter((token) => token !== null)).toEqual([1]);
    expect(await NodeLeases.read(database.ds, node)).toMatchObject({ place: 'a', token: 1, expired: false });
  });

  it('is taken with a higher token by who names the present one, and by nobody else', async () => {
    await NodeLeases.take(database.ds, node, ada, null, 60_000);
    expect(await NodeLeases.take(database.ds, node, ben, 1, 60_000)).toBe(2);
    expect(await NodeLeases.take(database.ds, node, ada, 1, 60_000)).toBeNull();
    expect(await NodeLeases.renew(database.ds, node, 1, 60_000)).toBe(false);
    expect(await NodeLeases.renew(database.ds, node, 2, 60_000)).toBe(true);
  });

  it('runs out by the clock of the database, and may be kept as long as nobody took it', async () => {
    await NodeLeases.take(database.ds, node, ada, null, 60_000);
    await NodeLeases.release(database.ds, node, 1);
    expect(await NodeLeases.read(database.ds, node)).toMatchObject({ expired: true });
    expect(await NodeLeases.renew(database.ds, node, 1, 60_000)).toBe(true);
    expect(await NodeLeases.read(database.ds, node)).toMatchObject({ expired: false });
  });

  it('refuses every write of an owner before, and of a process that never was one', async () => {
    await NodeLeases.take(database.ds, node, ada, null, 60_000);
    await beatOf(1);
    await NodeLeases.take(database.ds, node, ben, 1, 60_000);
    await database.ds.query('DELETE FROM nodes');
    await expect(beatOf(1)).rejects.toBeInstanceOf(LeaseLost);
    await expect(beatOf(null)).rejects.toBeInstanceOf(LeaseLost);
    expect(await Nodes.get(database.ds)).toBeNull();
    await beatOf(2);
    expect(await Nodes.get(database.ds)).not.toBeNull();
  });

  it('refuses call events of an owner before, which are one statement', async () => {
    await NodeLeases.take(database.ds, node, ada, null, 60_000);
    const event = { id: newId(), at: new Date().toISOString(), type: 'call.started', data: aCall() } as const;
    const store = (token: number | null) =>
      storeCallEvents(
        database.ds,
        { nodeId: node, held: () => token },
        { upserts: [event.data], removedIds: [], events: [event] },
      );
    for (const token of [null, 2]) await expect(store(token)).rejects.toBeInstanceOf(LeaseLost);
    expect([await LiveCalls.count(database.ds), await headSeq(database.ds)]).toEqual([0, 0]);
    await store(1);
    expect([await LiveCalls.count(database.ds), await headSeq(database.ds)]).toEqual([1, 1]);
  });

  it('is not taken while a write of its owner is under way, and may be renewed meanwhile', async () => {
    await NodeLeases.take(database.ds, node, ada, null, 60_000);
    const order: string[] = [];
    let taken: Promise<unknown> | undefined;
    await fenced(database.ds, node, () => 1).transaction(async (manager) => {
      taken = NodeLeases.take(database.ds, node, ben, 1, 60_000).then(() => order.push('taken'));
      expect(await NodeLeases.renew(database.ds, node, 1, 60_000)).toBe(true);
      await delay(200);
      await Nodes.beat(manager, node, status);
      order.push('written');
    });
    await taken;
    expect(order).toEqual(['written', 'taken']);
  });

  it('lets a reader have its snapshot without the lease, and not write in it', async () => {
    const ds = fenced(database.ds, node, () => null);
    const read = ds.transaction('REPEATABLE READ', (manager) => NodeLeases.read(manager, node));
    expect(await read).toBeNull();
    const write = ds.transaction('REPEATABLE READ', (manager) => Nodes.beat(manager, node, status));
    await expect(write).rejects.toThrow('read-only');
  });
});
