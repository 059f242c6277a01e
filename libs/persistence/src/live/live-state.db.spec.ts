import { randomBytes } from 'node:crypto';
import type { Call, NodeStatus } from '@trunkline/contracts';
import { testDatabase } from '@trunkline/testing';
import { beforeEach, describe, expect, it } from 'vitest';
import { newId } from '../ids/new-id.js';
import { Nodes } from '../nodes/nodes.js';
import { checkKey } from '../secrets/check-key.js';
import { SecretCipher } from '../secrets/secret-cipher.js';
import { LiveCalls } from './live-calls.js';
import { ResourceStates } from './resource-states.js';

const party = { number: '1001', e164: null, name: null, extensionId: null };
const call = (second: number, more: Partial<Call> = {}): Call => ({
  id: newId(),
  node: 'node-1',
  linkedid: `l-${second}`,
  state: 'ringing',
  direction: 'internal',
  from: party,
  to: party,
  trunkId: null,
  trunkName: null,
  routeId: null,
  routeName: null,
  numberId: null,
  extensionIds: [],
  startedAt: `2026-01-31T12:00:0${second}.000Z`,
  answeredAt: null,
  endedAt: null,
  endReason: null,
  mergedInto: null,
  hangupCause: null,
  sipCode: null,
  legs: [],
  ...more,
});

const nothing = { reason: null, since: null, code: null, advice: null, sipCode: null, contacts: [], refused: null };

describe('live state', () => {
  const database = testDatabase();
  const apply = (upserts: Call[], removed: string[]) =>
    database.ds.transaction((manager) => LiveCalls.apply(manager, upserts, removed));
  beforeEach(() => database.empty());

  it('holds the calls of a node as they are, oldest first, and forgets those that are over', async () => {
    const [late, early, other] = [call(2), call(1), call(3, { node: 'node-2' })];
    await apply([late, early, other], []);
    expect(await LiveCalls.list(database.ds)).toEqual([early, late, other]);
    await apply([{ ...late, state: 'up' }], [early.id]);
    expect(await LiveCalls.list(database.ds, 'node-1')).toEqual([{ ...late, state: 'up' }]);
    expect(await LiveCalls.find(database.ds, early.id)).toBeNull();
    await apply([], [late.id, other.id, newId()]);
    expect(await LiveCalls.list(database.ds)).toEqual([]);
  });

  it('keeps the last state of trunks and extensions', async () => {
    const [trunk, extension] = [newId(), newId()];
    const online = { ...nothing, status: 'online' } as const;
    const untold = { code: null, advice: null, sipCode: null, nextRetryAt: null } as const;
    const registering = { ...untold, status: 'registering', reason: null, since: null } as const;
    const rejected = {
      ...untold,
      status: 'rejected',
      reason: 'wrong password\0',
      since: '2026-01-31T12:00:00.000Z',
    } as const;
    await database.ds.transaction(async (manager) => {
      await ResourceStates.put(manager, 'trunk', trunk, registering);
      await ResourceStates.put(manager, 'extension', extension, online);
      await ResourceStates.put(manager, 'trunk', trunk, rejected);
    });
    const all = await ResourceStates.all(database.ds);
    expect(all).toHaveLength(2);
    expect(all).toContainEqual({ kind: 'extension', resourceId: extension, state: online });
    expect(all).toContainEqual({
      kind: 'trunk',
      resourceId: trunk,
      state: { ...rejected, reason: 'wrong password\ufffd' },
    });
    await ResourceStates.remove(database.ds.manager, 'trunk', trunk);
    expect(await ResourceStates.all(database.ds)).toHaveLength(1);
  });

  it('knows how long ago a node was heard of, by one clock', async () => {
    const up = { status: 'up', detail: null, since: null } as const;
    const status: NodeStatus = {
      asterisk: up,
      records: up,
      asteriskVersion: '22.10.1',
      installed: null,
      runningSipPort: null,
      restart: null,
    };
    expect(await Nodes.get(database.ds)).toBeNull();
    await Nodes.beat(database.ds, 'node-1', status);
    await database.ds.query(`UPDATE nodes SET last_seen_at = now() - interval '7 seconds'`);
    const old = await Nodes.get(database.ds);
    expect(old).toMatchObject({ id: 'node-1', status });
    expect(Math.round((old?.ageMs ?? 0) / 1000)).toBe(7);
    await Nodes.beat(database.ds, 'node-1', { ...status, asteriskVersion: null });
    const fresh = await Nodes.get(database.ds, 'node-1');
    expect(fresh?.status.asteriskVersion).toBeNull();
    expect(fresh?.ageMs).toBeLessThan(1000);
    expect(await Nodes.get(database.ds, 'node-2')).toBeNull();
  });
});

describe('the key check', () => {
  const database = testDatabase();
  beforeEach(() => database.empty());

  it('accepts the first key for ever and refuses every other', async () => {
    const first = new SecretCipher(randomBytes(32));
    await Promise.all([checkKey(database.ds, first), checkKey(database.ds, first)]);
    await expect(checkKey(database.ds, first)).resolves.toBeUndefined();
    await expect(checkKey(database.ds, new SecretCipher(randomBytes(32)))).rejects.toThrow(/sealed with key/);
  });
});
