import { randomBytes } from 'node:crypto';
import type { PbxSnapshot } from '@trunkline/domain';
import { testDatabase } from '@trunkline/testing';
import { expect, it } from 'vitest';
import { ConfigRevisionEntity } from '../entities/config-revision.entity.js';
import { SecretCipher } from '../secrets/secret-cipher.js';
import { settleRevisions } from './revisions.js';
import { settleApart, unprovenResources, withHeld } from './unproven.js';
import { withConfigChange } from './with-config-change.js';

const database = testDatabase();
const settled = { fileHashes: { 'extensions.conf': 'abc' }, rendererVersion: '1' };
const a = '00000000-0000-4000-8000-00000000000a';
const b = '00000000-0000-4000-8000-00000000000b';
const settings = {
  publicAddress: '203.0.113.7',
  localNetworks: ['10.0.0.0/8'],
  rtpPortStart: 20_000,
  rtpPortEnd: 20_999,
  sipPort: 5070,
  tlsCertificateId: null,
  callerNameUrl: null,
  country: 'DE',
};
const nothing: PbxSnapshot = {
  revision: 3,
  ...{ trunks: [], extensions: [], numbers: [], outboundRoutes: [], ringGroups: [], certificates: [] },
  ...{ inboundRoutes: [], schedules: [], announcements: [], names: [], rateTables: new Map() },
  settings,
};
const set = (id: string, number: string) =>
  withConfigChange(database.ds, { author: 'ada' }, async (_manager, change) => {
    const after = { id, number, enabled: true, destination: null };
    change.record({ kind: 'number', id, action: 'update', name: number, before: null, after });
  });

it('given one resource is refused, then it alone stays at its live version and the others are applied', async () => {
  await set(a, '+1');
  await settleRevisions(database.ds, 1, { status: 'applied', reason: null, ...settled });
  await set(a, '+2');
  await set(b, '+3');
  await database.ds.transaction((manager) => settleApart(manager, 3, new Map([[a, 'refused']]), settled));

  const rows = await database.ds.manager.find(ConfigRevisionEntity, { order: { number: 'ASC' } });
  expect(rows.map(({ status, reason }) => [status, reason])).toEqual([
    ['applied', null],
    ['failed', 'refused'],
    ['applied', null],
  ]);
  const unproven = await unprovenResources(database.ds);
  expect(unproven).toMatchObject([{ id: a, status: 'failed', revision: 2, liveRevision: 1, live: { number: '+1' } }]);
  const numbers = [a, b].map((id, n) => ({ id, number: `+${n + 2}`, destination: null, fallback: null }));
  const desired = { ...nothing, numbers };
  const cipher = new SecretCipher(randomBytes(32));
  expect(withHeld(desired, unproven, cipher).numbers.map(({ number }) => number)).toEqual(['+1', '+3']);
});

it('given an inbound route and its schedule are refused, then both stay at their live versions', () => {
  const route = (id: string, ref: string, name: string) => ({
    ...{ id, ref, name, numbers: [], trunkIds: [], callers: [], schedule: null, destination: null, fallback: null },
  });
  const schedule = (id: string, override: 'open' | null) => ({
    ...{ id, ref: `s_${id}`, name: id, timezone: 'UTC', weekly: [], holidays: [], override },
  });
  const desired = {
    ...nothing,
    inboundRoutes: [route(a, 'i_z', 'wrong'), route(b, 'i_a', 'second')],
    schedules: [schedule(a, 'open'), schedule(b, null)],
  };
  const cipher = new SecretCipher(randomBytes(32));
  const failed = { name: 'x', revision: 3, status: 'failed', reason: 'refused', liveRevision: 2 } as const;
  const held = (live: Record<string, unknown> | null) => [
    { ...failed, id: a, kind: 'inbound_route', live: { ...route(a, 'i_z', 'first'), enabled: true } } as const,
    { ...failed, id: a, kind: 'schedule', live } as const,
  ];
  const kept = withHeld(desired, held(schedule(a, null)), cipher);
  expect(kept.inboundRoutes.map(({ name }) => name)).toEqual(['first', 'second']);
  expect(kept.schedules.map(({ id, override }) => [id, override])).toEqual([
    [a, null],
    [b, null],
  ]);
  expect(withHeld(desired, held(null), cipher).schedules.map(({ id }) => id)).toEqual([b]);
});

it('given a ring group is refused, then it stays at its live version, in the order of the others', () => {
  const group = (id: string, ref: string, ringSeconds: number) => ({
    ...{ id, ref, name: ref, number: null, strategy: 'all' as const, members: [a], ringSeconds, noAnswer: null },
  });
  const ringGroups = [group(b, 'g_b', 20), group(a, 'g_c', 20)];
  const desired = { ...nothing, ringGroups };
  const cipher = new SecretCipher(randomBytes(32));
  const live = { ...group(a, 'g_a', 5), enabled: true };
  const held = { id: a, kind: 'ring_group', name: 'g_a', revision: 3, status: 'failed', reason: 'refused' } as const;
  const kept = withHeld(desired, [{ ...held, liveRevision: 2, live }], cipher).ringGroups;
  expect(kept.map(({ ref, ringSeconds }) => [ref, ringSeconds])).toEqual([
    ['g_a', 5],
    ['g_b', 20],
  ]);
});

it('given the settings are refused, then they stay at what was live, or at what the node was installed with', () => {
  const desired = nothing;
  const cipher = new SecretCipher(randomBytes(32));
  const live = { ...settings, publicAddress: '203.0.113.6' };
  const held = { id: a, kind: 'settings', name: 'Node', revision: 3, status: 'failed', reason: 'refused' } as const;
  expect(withHeld(desired, [{ ...held, liveRevision: 2, live }], cipher).settings).toEqual(live);
  expect(withHeld(desired, [{ ...held, liveRevision: null, live: null }], cipher).settings).toEqual({
    ...settings,
    publicAddress: null,
    rtpPortStart: null,
    rtpPortEnd: null,
    sipPort: null,
  });
});
