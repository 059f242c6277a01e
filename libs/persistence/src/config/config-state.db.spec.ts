import { randomBytes } from 'node:crypto';
import { testDatabase } from '@trunkline/testing';
import { beforeAll, describe, expect, it } from 'vitest';
import { TrunkEntity } from '../entities/trunk.entity.js';
import { SecretCipher } from '../secrets/secret-cipher.js';
import { configStateAt, snapshotOfState, withoutChanges } from './config-state.js';
import { readSnapshot } from './read-snapshot.js';
import { pendingRevisions } from './revisions.js';
import { withConfigChange } from './with-config-change.js';

describe('the configuration at a revision', () => {
  const database = testDatabase();
  const cipher = new SecretCipher(randomBytes(32));
  const id = '0190a000-0000-7000-8000-000000000001';
  const trunk = {
    ...{ id, ref: 't_carrieraaa', name: 'Carrier', host: '192.0.2.1', port: 5060, transport: 'udp' as const },
    ...{ auth: 'register' as const, username: 'u', codecs: ['ulaw' as const], enabled: true },
    ...{ fromUser: null, fromDomain: null, callerId: null, maxCalls: null },
  };
  beforeAll(async () => {
    const save = (fields: Partial<TrunkEntity>, action: 'create' | 'update') =>
      withConfigChange(database.ds, { author: 'ada' }, async (manager, config) => {
        const before = await manager.findOneBy(TrunkEntity, { id });
        const row = Object.assign(new TrunkEntity(), before, trunk, fields, { revision: config.revision });
        const after = await manager.save(row);
        config.record({ kind: 'trunk', id, action, name: 'Carrier', before, after });
      });
    await save({ passwordSealed: cipher.seal('one') }, 'create');
    await save({ host: '192.0.2.2', passwordSealed: cipher.seal('two') }, 'update');
  });

  it('is what the tables hold, at the newest one, secrets included', async () => {
    expect(snapshotOfState(2, { state: await configStateAt(database.ds, 2), names: [] }, cipher)).toEqual(
      await readSnapshot(database.ds, cipher),
    );
  });

  it('is what earlier revisions left, also by undoing the changes of later ones', async () => {
    const first = await configStateAt(database.ds, 1);
    expect(snapshotOfState(1, { state: first, names: [] }, cipher).trunks).toMatchObject([
      { host: '192.0.2.1', password: 'one' },
    ]);
    const [one, two] = await pendingRevisions(database.ds);
    expect(withoutChanges(await configStateAt(database.ds, 2), two?.changes ?? [])).toEqual(first);
    expect(withoutChanges(first, one?.changes ?? []).size).toBe(0);
    expect((await configStateAt(database.ds, 0)).size).toBe(0);
  });

  it('takes columns for null that came after its revision', async () => {
    await database.ds.query(`UPDATE config_revisions SET changes = changes #- '{0,after,maxCalls}' WHERE number = 1`);
    expect(snapshotOfState(1, { state: await configStateAt(database.ds, 1), names: [] }, cipher).trunks).toMatchObject([
      { maxCalls: null },
    ]);
  });
});
