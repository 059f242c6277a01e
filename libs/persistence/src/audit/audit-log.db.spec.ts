import { testDatabase } from '@trunkline/testing';
import { beforeEach, describe, expect, it } from 'vitest';
import { UserEntity } from '../entities/user.entity.js';
import { type Author, withAudit } from './append-audit.js';
import { AuditLog } from './audit-log.js';

const database = testDatabase();
const author: Author = { kind: 'user', id: crypto.randomUUID(), name: 'root', requestId: 'request-1' };
const change = (
  name: string,
  after: object | null = { name, z: 1, a: { y: 2, b: [3] } },
  before: object | null = null,
) => ({
  kind: 'trunk',
  id: crypto.randomUUID(),
  name,
  action: 'create' as const,
  before,
  after,
});
const add = (...names: string[]) =>
  withAudit(database.ds, author, async (_manager, audit) => audit(...names.map((name) => change(name))));
const newest = async () => (await AuditLog.page(database.ds, { limit: 1 })).items[0];

describe('the audit log', () => {
  beforeEach(async () => {
    await database.ds.query('DELETE FROM audit_log');
  });

  it('is one chain, whoever adds to it at the same time', async () => {
    await Promise.all(Array.from({ length: 20 }, (_, n) => add(`a${n}`, `b${n}`)));
    expect(await AuditLog.verify(database.ds)).toMatchObject({ whole: true, entries: 40 });
    const { items } = await AuditLog.page(database.ds, { limit: 200 });
    expect(items.map(({ number }) => number)).toEqual(Array.from({ length: 40 }, (_, n) => 40 - n));
  });

  it.each([
    ['a field changed', `UPDATE audit_log SET actor_name = 'somebody' WHERE number = 7`, 7],
    ['what it was changed to changed', `UPDATE audit_log SET after = '{"name": "x"}' WHERE number = 3`, 3],
    ['its time changed', `UPDATE audit_log SET at = at + interval '1 millisecond' WHERE number = 5`, 5],
    ['an entry taken out', `DELETE FROM audit_log WHERE number = 4`, 4],
    ['the first entry taken out', `DELETE FROM audit_log WHERE number = 1`, 1],
    [
      'two entries swapped',
      `UPDATE audit_log SET number = CASE number WHEN 2 THEN -6 ELSE 2 END WHERE number IN (2, 6)`,
      2,
    ],
    [
      'an entry added',
      `INSERT INTO audit_log SELECT 11, at, actor_kind, actor_id, actor_name, action, resource_kind, resource_id, resource_name, before, after, request_id, hash FROM audit_log WHERE number = 10`,
      11,
    ],
  ])('is found out when there is %s', async (_what, tamper, place) => {
    await add(...Array.from({ length: 10 }, (_, n) => `t${n}`));
    expect(await AuditLog.verify(database.ds)).toMatchObject({ whole: true, entries: 10 });
    await database.ds.query(tamper);
    expect(await AuditLog.verify(database.ds)).toEqual({ whole: false, number: place });
  });

  it('has the change or neither: what is rolled back leaves no entry', async () => {
    const failing = withAudit(database.ds, author, async (manager, audit) => {
      await manager.insert(UserEntity, { id: crypto.randomUUID(), username: 'x', passwordHash: 'h', role: 'viewer' });
      await audit(change('x'));
      throw new Error('no');
    });
    await expect(failing).rejects.toThrow('no');
    expect([await database.ds.manager.countBy(UserEntity, { username: 'x' }), await newest()]).toEqual([0, undefined]);
  });

  it('tells that a secret is set and whether it changed, never what it is', async () => {
    const users = (...secrets: string[]) => secrets.map((passwordSealed, n) => ({ username: `u${n}`, passwordSealed }));
    const before = {
      ...{ name: 'T', passwordSealed: 'v1:a', secretSealed: 'same', tokenHash: null, updatedAt: new Date() },
      users: users('v1:c', 'v1:d'),
    };
    const after = { ...before, name: 'U', passwordSealed: 'v1:b', users: users('v1:c', 'v1:e', 'v1:f') };
    await withAudit(database.ds, author, (_manager, audit) => audit(change('T', after, before)));
    expect(await newest()).toMatchObject({
      actor: { kind: 'user', name: 'root' },
      requestId: 'request-1',
      before: {
        ...{ name: 'T', passwordSealed: '••••', secretSealed: '••••', tokenHash: null },
        users: users('••••', '••••'),
      },
      after: {
        ...{ name: 'U', passwordSealed: '•••• (changed)', secretSealed: '••••', tokenHash: null },
        users: users('••••', '•••• (changed)', '•••• (changed)'),
      },
    });
    expect(JSON.stringify(await newest())).not.toMatch(/v1:|same|updatedAt/);
  });

  it('stays whole with any text in it', async () => {
    await withAudit(database.ds, author, (_manager, audit) =>
      audit(change('a\0b\ud800', { k: 'v\ud800', n: 1e21, at: new Date(0), none: undefined, é: '\u2028' })),
    );
    expect(await AuditLog.verify(database.ds)).toMatchObject({ whole: true, entries: 1 });
  });

  it('is searched by name, action, resource, request and time, page after page', async () => {
    await add('Carrier 100%', 'carrier b', 'other');
    const names = async (query: object) =>
      (await AuditLog.page(database.ds, { limit: 50, ...query })).items.map(({ resource }) => resource.name);
    expect(await names({ search: 'CARRIER' })).toEqual(['carrier b', 'Carrier 100%']);
    expect(await names({ search: '0%' })).toEqual(['Carrier 100%']);
    expect(await names({ search: 'roo' })).toHaveLength(3);
    expect(await names({ action: 'delete' })).toEqual([]);
    expect(await names({ requestId: 'request-1', kind: 'trunk' })).toHaveLength(3);
    expect(await names({ actorId: crypto.randomUUID() })).toEqual([]);
    expect(await names({ from: new Date(Date.now() + 1000).toISOString() })).toEqual([]);
    const first = await AuditLog.page(database.ds, { limit: 2 });
    const second = await AuditLog.page(database.ds, { limit: 2, cursor: first.nextCursor ?? '' });
    expect([second.items.map(({ number }) => number), second.nextCursor]).toEqual([[1], null]);
  });
});
