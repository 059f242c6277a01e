import { testDatabase } from '@trunkline/testing';
import type { DataSource, EntityManager } from 'typeorm';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createDataSource } from '../data-source/create-data-source.js';
import { uniqueViolation } from '../data-source/unique-violation.js';
import { ConfigRevisionEntity } from '../entities/config-revision.entity.js';
import { TrunkEntity } from '../entities/trunk.entity.js';
import { newRef } from '../ids/new-id.js';
import { type ConfigChange, EmptyConfigChange } from './config-change.js';
import { explainPending, lastAppliedRevision, pendingRevisions, settleRevisions } from './revisions.js';
import { headRevision, lockConfig, withConfigChange } from './with-config-change.js';

describe('withConfigChange', () => {
  const database = testDatabase();
  const author = { author: 'admin' };
  beforeEach(() => database.empty());

  it('numbers concurrent changes one after the other, without gap, and puts the number into the resource', async () => {
    const made = await Promise.all(
      Array.from({ length: 12 }, (_one, n) =>
        withConfigChange(database.ds, author, (m, change) => createTrunk(m, change, `T${n}`)),
      ),
    );
    expect(made.map((one) => one.revision).sort((a, b) => a - b)).toEqual(
      Array.from({ length: 12 }, (_one, n) => n + 1),
    );
    for (const { result, revision } of made) expect(result.revision).toBe(revision);
    expect(await database.ds.manager.count(ConfigRevisionEntity)).toBe(12);
  });

  it('runs the work of two changes one after the other, so that what it read stays true', async () => {
    const { result: trunk } = await withConfigChange(database.ds, author, (m, change) => createTrunk(m, change, '0'));
    const increment = () =>
      withConfigChange(database.ds, author, async (manager, change) => {
        const found = await manager.findOneByOrFail(TrunkEntity, { id: trunk.id });
        const before = { ...found };
        found.name = String(Number(found.name) + 1);
        await manager.save(found);
        change.record({ kind: 'trunk', id: found.id, action: 'update', name: found.name, before, after: found });
      });
    await Promise.all([increment(), increment(), increment(), increment()]);
    expect((await database.ds.manager.findOneByOrFail(TrunkEntity, { id: trunk.id })).name).toBe('4');
  });

  describe('of a process whose queries may take half a second', () => {
    let ds: DataSource;
    beforeAll(async () => {
      ds = await createDataSource(database.url, { queryTimeoutMs: 500 }).initialize();
    });
    afterAll(() => ds.destroy());

    const change = (ms: number) =>
      withConfigChange(ds, author, async (manager, record) => {
        await manager.query('SELECT pg_sleep($1)', [ms / 1000]);
        return createTrunk(manager, record, 'T');
      });

    it('waits for as long as the changes before it take', async () => {
      await Promise.all(Array.from({ length: 20 }, () => change(100)));
      expect(await headRevision(database.ds)).toBe(20);
    });

    it('refuses all that wait for a change of another process that does not end, and works again after it', async () => {
      const began = Date.now();
      const outcomes = await database.ds.transaction(async (other) => {
        await lockConfig(other);
        return Promise.allSettled(Array.from({ length: 10 }, () => change(0)));
      });
      const reasons = outcomes.map((each) => (each.status === 'rejected' ? String(each.reason) : each.status));
      expect(new Set(reasons)).toEqual(new Set([expect.stringContaining('Query read timeout')]));
      expect(Date.now() - began, 'the ten one after the other').toBeLessThan(3000);
      expect(await change(0)).toMatchObject({ revision: 1 });
    });
  });

  it('stores author, summary and what each resource was and is', async () => {
    const { result: trunk } = await withConfigChange(database.ds, author, (m, change) =>
      createTrunk(m, change, 'Carrier A'),
    );
    await withConfigChange(database.ds, { author: 'ada' }, async (manager, change) => {
      const before = { ...trunk };
      trunk.port = 5070;
      await manager.save(trunk);
      change.record({ kind: 'trunk', id: trunk.id, action: 'update', name: trunk.name, before, after: trunk });
    });
    const [first, second] = await pendingRevisions(database.ds);
    expect(first).toMatchObject({ number: 1, author: 'admin', summary: 'created trunk Carrier A', status: 'pending' });
    expect(first?.changes).toMatchObject([{ kind: 'trunk', action: 'create', before: null, after: { port: 5060 } }]);
    expect(second).toMatchObject({ number: 2, author: 'ada', summary: 'updated trunk Carrier A' });
    expect(second?.changes).toMatchObject([{ before: { port: 5060 }, after: { port: 5070 } }]);
  });

  it('refuses a change of nothing and leaves nothing behind', async () => {
    await expect(withConfigChange(database.ds, author, async () => undefined)).rejects.toThrow(EmptyConfigChange);
    const { result: trunk } = await withConfigChange(database.ds, author, (m, change) => createTrunk(m, change, 'T'));
    const same = withConfigChange(database.ds, author, async (manager, change) => {
      await manager.update(TrunkEntity, trunk.id, { revision: change.revision });
      const after = { ...trunk, revision: change.revision, updatedAt: new Date() };
      change.record({ kind: 'trunk', id: trunk.id, action: 'update', name: 'T', before: trunk, after });
    });
    await expect(same).rejects.toThrow(EmptyConfigChange);
    expect(await headRevision(database.ds)).toBe(1);
    expect(await database.ds.manager.findOneByOrFail(TrunkEntity, { id: trunk.id })).toMatchObject({ revision: 1 });
  });

  it('leaves no revision when the work fails', async () => {
    const failing = withConfigChange(database.ds, author, async (manager, change) => {
      await createTrunk(manager, change, 'T');
      throw new Error('refused');
    });
    await expect(failing).rejects.toThrow('refused');
    expect(await headRevision(database.ds)).toBe(0);
    expect(await database.ds.manager.count(TrunkEntity)).toBe(0);
  });

  it('refuses a secret in clear', async () => {
    const leaking = withConfigChange(database.ds, author, async (_manager, change) => {
      change.record({
        kind: 'trunk',
        id: 'x',
        action: 'create',
        name: 'T',
        before: null,
        after: { password: 'hunter2' },
      });
    });
    await expect(leaking).rejects.toThrow(/must not hold password in clear/);
  });

  it('names the constraint that refused a duplicate', async () => {
    const ref = newRef('t');
    await withConfigChange(database.ds, author, (m, change) => createTrunk(m, change, 'A', ref));
    const error = await withConfigChange(database.ds, author, (m, change) => createTrunk(m, change, 'B', ref)).catch(
      (e) => e,
    );
    expect(uniqueViolation(error)).toBe('trunks_ref_key');
  });

  describe('settling', () => {
    const settled = { fileHashes: { 'extensions.conf': 'abc' }, rendererVersion: '1' };
    const states = async () => {
      const rows = await database.ds.manager.find(ConfigRevisionEntity, { order: { number: 'ASC' } });
      return rows.map((row) => row.status);
    };
    beforeEach(async () => {
      for (const name of ['A', 'B', 'C'])
        await withConfigChange(database.ds, author, (m, change) => createTrunk(m, change, name));
    });

    it('applied: earlier pending revisions were never live by themselves', async () => {
      await settleRevisions(database.ds, 2, { status: 'applied', reason: null, ...settled });
      expect(await states()).toEqual(['superseded', 'applied', 'pending']);
      expect(await lastAppliedRevision(database.ds)).toBe(2);
    });

    it('failed: earlier pending revisions were in the same files and failed with it', async () => {
      await settleRevisions(database.ds, 2, { status: 'failed', reason: 'no such transport', ...settled });
      expect(await states()).toEqual(['failed', 'failed', 'pending']);
      const [first] = await database.ds.manager.findBy(ConfigRevisionEntity, { number: 1 });
      expect(first?.reason).toBe('Applied together with a later revision: no such transport');
      expect(first?.settledAt).toBeInstanceOf(Date);
    });

    it('pending: it says what it waits for, and forgets it once it is applied', async () => {
      await explainPending(database.ds, 'The disk is full.');
      const [first] = await pendingRevisions(database.ds);
      expect(first).toMatchObject({ status: 'pending', reason: 'The disk is full.' });
      await settleRevisions(database.ds, 3, { status: 'applied', reason: null, ...settled });
      const rows = await database.ds.manager.find(ConfigRevisionEntity);
      expect(rows.map((row) => row.reason)).toEqual([null, null, null]);
    });

    it('a revision that failed may be applied later, an applied one never fails', async () => {
      await settleRevisions(database.ds, 3, { status: 'failed', reason: 'Asterisk was away', ...settled });
      await settleRevisions(database.ds, 3, { status: 'applied', reason: null, ...settled });
      expect(await states()).toEqual(['failed', 'failed', 'applied']);
      await settleRevisions(database.ds, 3, { status: 'failed', reason: 'late', ...settled });
      expect(await states()).toEqual(['failed', 'failed', 'applied']);
    });
  });
});

async function createTrunk(
  manager: EntityManager,
  change: ConfigChange,
  name: string,
  ref = newRef('t'),
): Promise<TrunkEntity> {
  const trunk = manager.create(TrunkEntity, {
    ref,
    name,
    host: 'carrier.example',
    port: 5060,
    transport: 'udp',
    auth: 'ip',
    username: null,
    passwordSealed: null,
    codecs: ['ulaw', 'alaw'],
    enabled: true,
    revision: change.revision,
  });
  await manager.save(trunk);
  change.record({ kind: 'trunk', id: trunk.id, action: 'create', name, before: null, after: trunk });
  return trunk;
}
