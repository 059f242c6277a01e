import type { NodeFigures, Permission } from '@trunkline/contracts';
import { systemHealthSchema } from '@trunkline/contracts';
import { Nodes } from '@trunkline/persistence';
import { testDatabase } from '@trunkline/testing';
import { beforeEach, describe, expect, it } from 'vitest';
import { aNodeStatus } from '../spec/builders.js';
import { startedApi } from '../spec/started-api.js';

const database = testDatabase();
const api = startedApi(database);
const everything: Permission[] = ['config:read', 'calls:read', 'records:read', 'webhooks:manage'];
const read = async (permissions = everything) => {
  const { body } = await api()
    .as(await api().key(permissions))
    .get('/system/health')
    .expect(200);
  return systemHealthSchema.parse(body);
};
const codes = async () => (await read()).items.flatMap(({ code }) => (code === null ? [] : [code]));

const figures: NodeFigures = {
  version: '0.1.0',
  startedAt: '2026-01-01T00:00:00.000Z',
  asteriskStartedAt: '2026-01-01T00:00:00.000Z',
  ...{ ariMs: 2, controlMs: 1, channels: 0, queues: { waiting: 0, longest: null }, relay: true, heldEvents: null },
  disks: [{ holds: ['spool'], freeBytes: 50e9, totalBytes: 100e9 }],
};

describe('the health of the system', () => {
  beforeEach(() => database.empty());

  it('says that no agent has reported, and how the database is', async () => {
    const health = await read();
    expect(health.items[0]).toMatchObject({ check: 'agent', state: 'problem', code: 'agent_never_seen' });
    expect([health.state, health.nodes]).toEqual(['problem', []]);
    expect(health.database.sizeBytes).toBeGreaterThan(1e6);
    expect(health.database.connections).toBeGreaterThan(0);
    expect(health.database.maxConnections).toBeGreaterThan(health.database.connections);
  });

  it('is in order while the agent says so, and names it and since when once it is silent', async () => {
    await Nodes.beat(database.ds, 'node-1', aNodeStatus({ figures }));
    const well = await read();
    expect([well.state, await codes()]).toEqual(['ok', []]);
    expect(well.nodes[0]).toMatchObject({ id: 'node-1', agentUp: true, figures });

    await database.ds.query(`UPDATE nodes SET last_seen_at = now() - interval '40 days'`);
    const { items, nodes } = await read();
    const silent = items.find(({ code }) => code === 'agent_silent');
    expect(silent).toMatchObject({ state: 'problem', nodeId: 'node-1', since: nodes[0]?.lastSeenAt });
    expect(silent?.advice).toContain('Look whether the agent runs');
    expect(await codes()).toContain('asterisk_unknown');
  });

  it('counts what waits: a change, an ended call, a delivery, and a webhook that was turned off', async () => {
    await Nodes.beat(database.ds, 'node-1', aNodeStatus({ figures }));
    const admin = api().as(await api().key());
    await admin.post('/extensions', { number: '1001', name: 'Ada' }).expect(201);
    await admin.post('/webhooks', { url: 'https://example.org/', events: ['*'] }).expect(201);
    await database.ds.query(`UPDATE config_revisions SET created_at = now() - interval '1 minute'`);
    await database.ds.query(`UPDATE webhooks SET enabled = false, disabled_reason = 'failing'`);
    await database.ds.query(
      `INSERT INTO cel_open_calls (node, linkedid, first_at, last_at, ended)
       VALUES ('node-1', 'a', now(), now() - interval '2 minutes', true), ('node-1', 'b', now(), now(), false)`,
    );
    const { configuration, records, webhooks } = await read();
    expect(configuration).toMatchObject({ wantedRevision: 1, runningRevision: null, waiting: 1, refused: 0 });
    expect([records?.waiting, webhooks?.off]).toEqual([1, 1]);
    expect((await codes()).sort()).toEqual(['config_waiting', 'records_waiting', 'webhooks_off']);
  });

  it('tells a caller what its permissions allow, and no more', async () => {
    await Nodes.beat(database.ds, 'node-1', aNodeStatus({ figures }));
    const { calls, records, webhooks, items } = await read(['config:read']);
    expect([calls, records, webhooks]).toEqual([null, null, null]);
    expect(items.map(({ check }) => check)).not.toEqual(expect.arrayContaining(['webhooks', 'records']));
    await api()
      .as(await api().key(['calls:read']))
      .get('/system/health')
      .expect(403);
  });
});
