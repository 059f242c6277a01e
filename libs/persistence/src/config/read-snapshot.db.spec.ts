import { randomBytes } from 'node:crypto';
import { testDatabase } from '@trunkline/testing';
import type { DeepPartial } from 'typeorm';
import { beforeEach, describe, expect, it } from 'vitest';
import { readDirectory } from '../directory/read-directory.js';
import { ExtensionEntity } from '../entities/extension.entity.js';
import { InboundRouteEntity } from '../entities/inbound-route.entity.js';
import { NumberEntity } from '../entities/number.entity.js';
import { OutboundRouteEntity } from '../entities/outbound-route.entity.js';
import { RingGroupEntity } from '../entities/ring-group.entity.js';
import { ScheduleEntity } from '../entities/schedule.entity.js';
import { TrunkEntity } from '../entities/trunk.entity.js';
import { ResolvedNames } from '../names/resolved-names.js';
import { SecretCipher, SecretUnreadable } from '../secrets/secret-cipher.js';
import { readSnapshot, SnapshotReader } from './read-snapshot.js';
import { whatUses } from './what-uses.js';

describe('the snapshot', () => {
  const database = testDatabase();
  const cipher = new SecretCipher(randomBytes(32));
  beforeEach(() => database.empty());

  const trunk = (ref: string, more: DeepPartial<TrunkEntity> = {}) =>
    database.ds.manager.save(
      database.ds.manager.create(TrunkEntity, {
        ref,
        name: `Carrier ${ref}`,
        host: 'carrier.example',
        port: 5060,
        transport: 'udp',
        auth: 'register',
        username: 'u',
        passwordSealed: cipher.seal('s3cret'),
        codecs: ['ulaw'],
        enabled: true,
        revision: 1,
        ...more,
      }),
    );
  const extension = (number: string, more: DeepPartial<ExtensionEntity> = {}) =>
    database.ds.manager.save(
      database.ds.manager.create(ExtensionEntity, {
        number,
        name: `Person ${number}`,
        sipUsername: `e_${number}`,
        secretSealed: cipher.seal(`secret of ${number}`),
        codecs: ['opus', 'ulaw'],
        maxContacts: 2,
        enabled: true,
        revision: 1,
        ...more,
      }),
    );
  const number = (e164: string, extensionId: string | null, enabled = true) =>
    database.ds.manager.save(
      database.ds.manager.create(NumberEntity, {
        number: e164,
        label: null,
        destination: extensionId === null ? null : { type: 'extension', extensionId },
        enabled,
        revision: 1,
      }),
    );
  const route = (ref: string, position: number, trunkIds: string[], enabled = true) =>
    database.ds.manager.save(
      database.ds.manager.create(OutboundRouteEntity, {
        ref,
        name: ref,
        position,
        patterns: [{ match: 'X.', strip: 0, prepend: '' }],
        trunkIds,
        enabled,
        revision: 1,
      }),
    );
  const group = (ref: string, members: string[], more: DeepPartial<RingGroupEntity> = {}) =>
    database.ds.manager.save(
      database.ds.manager.create(RingGroupEntity, {
        ref,
        name: ref,
        number: null,
        strategy: 'all',
        members,
        ringSeconds: 20,
        noAnswer: null,
        enabled: true,
        revision: 1,
        ...more,
      }),
    );

  const inbound = (ref: string, position: number, more: DeepPartial<InboundRouteEntity> = {}) =>
    database.ds.manager.save(
      database.ds.manager.create(InboundRouteEntity, {
        ...{ ref, name: ref, position, numbers: [], trunkIds: [], callers: [], schedule: null, destination: null },
        ...{ enabled: true, revision: 1 },
        ...more,
      }),
    );
  const schedule = (ref: string) =>
    database.ds.manager.save(
      database.ds.manager.create(ScheduleEntity, {
        ...{ ref, name: ref, timezone: 'UTC', weekly: [], holidays: [], override: null, revision: 1 },
      }),
    );

  it('is empty, at revision 0, in an empty database', async () => {
    expect(await readSnapshot(database.ds, cipher)).toEqual({
      revision: 0,
      trunks: [],
      extensions: [],
      numbers: [],
      outboundRoutes: [],
      ringGroups: [],
      inboundRoutes: [],
      schedules: [],
      announcements: [],
      settings: {
        publicAddress: null,
        localNetworks: ['127.0.0.0/8', '10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16'],
        rtpPortStart: null,
        rtpPortEnd: null,
        sipPort: null,
        tlsCertificateId: null,
        callerNameUrl: null,
        country: 'US',
      },
      certificates: [],
      names: [],
      rateTables: new Map(),
    });
  });

  it('has the addresses of names, sorted, as they were looked up last', async () => {
    const seenAt = '2026-11-27T08:00:00.000Z';
    const put = (name: string, ...addresses: string[]) =>
      ResolvedNames.put(database.ds.manager, {
        name,
        addresses: addresses.map((address) => ({ address, seenAt })),
        ...{ askedAt: new Date(seenAt), failingSince: new Date(seenAt) },
      });
    await put('b.example', '192.0.2.2', '192.0.2.1');
    await put('c.example');
    await put('a.example', '2001:db8::1');
    const names = async () => (await readSnapshot(database.ds, cipher)).names;
    expect(await names()).toEqual([
      { name: 'a.example', addresses: ['2001:db8::1'] },
      { name: 'b.example', addresses: ['192.0.2.1', '192.0.2.2'] },
    ]);
    await ResolvedNames.keep(database.ds.manager, ['b.example']);
    expect((await names()).map(({ name }) => name)).toEqual(['b.example']);
    await ResolvedNames.keep(database.ds.manager, []);
    expect(await names()).toEqual([]);
  });

  it('holds enabled resources only, sorted, with secrets in clear', async () => {
    const b = await trunk('t_b');
    const a = await trunk('t_a', { passwordSealed: null, auth: 'ip', username: null });
    const off = await trunk('t_off', { enabled: false });
    const ada = await extension('1002');
    await extension('1001');
    await extension('1003', { enabled: false });
    await number('+15550200002', null);
    await number('+15550200001', ada.id);
    await number('+15550200003', ada.id, false);
    await route('r_z', 5, [b.id, off.id, a.id]);
    await route('r_b', 10, [b.id]);
    await route('r_a', 10, [a.id]);
    await route('r_off', 1, [a.id], false);
    const noAnswer = { type: 'hangup', cause: 'busy' } as const;
    await group('g_b', [ada.id]);
    await group('g_a', [ada.id], { noAnswer, number: '600' });
    await group('g_off', [ada.id], { enabled: false });
    await schedule('s_b');
    const office = await schedule('s_a');
    await inbound('i_z', 5, { trunkIds: [off.id], schedule: { scheduleId: office.id, state: 'closed' } });
    await inbound('i_b', 10);
    await inbound('i_a', 10, { callers: [{ type: 'anonymous' }] });
    await inbound('i_off', 1, { enabled: false });

    const snapshot = await readSnapshot(database.ds, cipher);

    expect(snapshot.trunks.map((one) => [one.ref, one.password])).toEqual([
      ['t_a', null],
      ['t_b', 's3cret'],
    ]);
    expect(snapshot.extensions.map((one) => [one.number, one.secret])).toEqual([
      ['1001', 'secret of 1001'],
      ['1002', 'secret of 1002'],
    ]);
    expect(snapshot.numbers.map((one) => [one.number, one.destination])).toEqual([
      ['+15550200001', { type: 'extension', extensionId: ada.id }],
      ['+15550200002', null],
    ]);
    expect(snapshot.outboundRoutes.map((one) => [one.ref, one.trunkRefs])).toEqual([
      ['r_z', ['t_b', 't_a']],
      ['r_a', ['t_a']],
      ['r_b', ['t_b']],
    ]);
    expect(snapshot.ringGroups).toMatchObject([
      { ref: 'g_a', number: '600', members: [ada.id], ringSeconds: 20, noAnswer },
      { ref: 'g_b', number: null, noAnswer: null },
    ]);
    expect(snapshot.schedules.map(({ ref }) => ref)).toEqual(['s_a', 's_b']);
    expect(snapshot.inboundRoutes).toMatchObject([
      { ref: 'i_z', trunkIds: [off.id], schedule: { scheduleId: office.id, state: 'closed' } },
      { ref: 'i_a', callers: [{ type: 'anonymous' }] },
      { ref: 'i_b', schedule: null },
    ]);
  });

  it('read again has the same objects but for what changed, came and went', async () => {
    const ada = await extension('1001');
    const ben = await extension('1002');
    await extension('1003');
    const reader = new SnapshotReader(database.ds, cipher);
    const [, second, third] = (await reader.read()).extensions;
    const { manager } = database.ds;
    await manager.update(ExtensionEntity, ada.id, { secretSealed: cipher.seal('another'), revision: 2 });
    await manager.update(ExtensionEntity, ben.id, { enabled: false, revision: 2 });
    await extension('1000');
    const again = await reader.read();
    expect(again.extensions.map(({ number, secret }) => [number, secret])).toEqual([
      ['1000', 'secret of 1000'],
      ['1001', 'another'],
      ['1003', 'secret of 1003'],
    ]);
    expect(again.extensions[2]).toBe(third);
    await manager.update(ExtensionEntity, ben.id, { enabled: true, name: 'B', revision: 3 });
    const last = (await reader.read()).extensions[2];
    expect([last?.name, second?.name]).toEqual(['B', 'Person 1002']);
    expect((await reader.read()).extensions).toEqual((await readSnapshot(database.ds, cipher)).extensions);
  });

  it('read again has what changed of trunks, numbers and routes, and the other trunks and numbers as they were', async () => {
    const [a, b] = [await trunk('t_a'), await trunk('t_b')];
    const [one, two] = [await number('+15550200001', null), await number('+15550200002', null)];
    const out = await route('r_a', 1, [a.id, b.id]);
    const into = await inbound('i_a', 1);
    const reader = new SnapshotReader(database.ds, cipher);
    const before = await reader.read();
    const { manager } = database.ds;
    await manager.update(TrunkEntity, b.id, { passwordSealed: cipher.seal('another'), revision: 2 });
    await manager.update(NumberEntity, two.id, { destination: { type: 'hangup', cause: 'busy' }, revision: 2 });
    await manager.update(OutboundRouteEntity, out.id, { trunkIds: [b.id], revision: 2 });
    await manager.update(InboundRouteEntity, into.id, { callers: [{ type: 'anonymous' }], revision: 2 });
    const after = await reader.read();
    expect(after).toEqual(await readSnapshot(database.ds, cipher));
    expect(after.trunks[0]).toBe(before.trunks[0]);
    expect(after.numbers[0]).toBe(before.numbers[0]);
    expect([after.trunks[1]?.password, after.numbers[1]?.destination, after.outboundRoutes[0]?.trunkRefs]).toEqual([
      'another',
      { type: 'hangup', cause: 'busy' },
      ['t_b'],
    ]);
    await manager.update(TrunkEntity, b.id, { enabled: false, revision: 3 });
    await manager.delete(NumberEntity, one.id);
    expect(await reader.read()).toEqual(await readSnapshot(database.ds, cipher));
  });

  it('is refused by a process with another key', async () => {
    await trunk('t_a');
    await expect(readSnapshot(database.ds, new SecretCipher(randomBytes(32)))).rejects.toThrow(SecretUnreadable);
  });

  it('finds what points to an extension, a trunk, a route, a ring group and a schedule', async () => {
    const ada = await extension('1001');
    const bob = await extension('1002');
    const carrier = await trunk('t_a');
    const idle = await trunk('t_b');
    const did = await number('+15550200001', ada.id);
    const out = await route('r_a', 1, [idle.id, carrier.id]);
    expect(await whatUses(database.ds, 'extension', ada.id)).toEqual([
      { kind: 'number', id: did.id, name: '+15550200001' },
    ]);
    expect(await whatUses(database.ds, 'extension', bob.id)).toEqual([]);
    expect(await whatUses(database.ds, 'trunk', carrier.id)).toEqual([
      { kind: 'outbound_route', id: out.id, name: 'r_a' },
    ]);
    expect(await whatUses(database.ds, 'number', did.id)).toEqual([]);
    const last = await group('g_last', [bob.id], { noAnswer: { type: 'extension', extensionId: bob.id } });
    const first = await group('g_first', [ada.id], { noAnswer: { type: 'ring_group', ringGroupId: last.id } });
    const named = ({ id, name }: RingGroupEntity) => ({ kind: 'ring_group', id, name });
    expect(await whatUses(database.ds, 'extension', bob.id)).toEqual([named(last)]);
    expect(await whatUses(database.ds, 'ring_group', last.id)).toEqual([named(first)]);
    expect(await whatUses(database.ds, 'ring_group', first.id)).toEqual([]);
    const noAnswer = { type: 'external', number: '030', outboundRouteId: out.id } as const;
    await database.ds.manager.update(RingGroupEntity, first.id, { noAnswer });
    expect(await whatUses(database.ds, 'outbound_route', out.id)).toEqual([named(first)]);
    const office = await schedule('s_a');
    expect(await whatUses(database.ds, 'schedule', office.id)).toEqual([]);
    const { id } = await inbound('i_a', 1, {
      trunkIds: [carrier.id],
      schedule: { scheduleId: office.id, state: 'open' },
      destination: { type: 'ring_group', ringGroupId: first.id },
    });
    const using = { kind: 'inbound_route', id, name: 'i_a' };
    expect(await whatUses(database.ds, 'schedule', office.id)).toEqual([using]);
    expect(await whatUses(database.ds, 'ring_group', first.id)).toEqual([using]);
    expect(await whatUses(database.ds, 'trunk', carrier.id)).toEqual([
      using,
      { kind: 'outbound_route', id: out.id, name: 'r_a' },
    ]);
  });

  it('leaves the directory to know disabled resources too', async () => {
    const off = await trunk('t_off', { enabled: false });
    const silent = await extension('1001', { enabled: false });
    const out = await route('r_a', 1, [off.id], false);
    expect(await readDirectory(database.ds)).toEqual({
      trunks: [{ id: off.id, ref: 't_off', name: 'Carrier t_off', enabled: false }],
      extensions: [{ id: silent.id, sipUsername: 'e_1001', number: '1001', name: 'Person 1001', enabled: false }],
      routes: [{ id: out.id, ref: 'r_a', name: 'r_a' }],
      numbers: [],
      country: 'US',
    });
  });
});
