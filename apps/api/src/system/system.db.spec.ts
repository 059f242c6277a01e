import { Nodes } from '@trunkline/persistence';
import { testDatabase } from '@trunkline/testing';
import { describe, expect, it } from 'vitest';
import { aNodeStatus } from '../spec/builders.js';
import { startedApi } from '../spec/started-api.js';

const database = testDatabase();
const api = startedApi(database);
const read = async () =>
  (
    await api()
      .as(await api().key(['config:read']))
      .get('/system')
      .expect(200)
  ).body;

describe('system', () => {
  it('says that no agent has reported', async () => {
    const { components, pendingRevisions, lastAppliedRevision } = await read();
    expect(components.database.status).toBe('up');
    expect(components.agent).toMatchObject({ status: 'down', detail: 'No agent has reported yet.' });
    expect(components.asterisk.status).toBe('down');
    expect([pendingRevisions, lastAppliedRevision]).toEqual([0, null]);
  });

  it('passes on what the agent says, while it says it', async () => {
    const asterisk = {
      status: 'down' as const,
      detail: 'Asterisk does not answer.',
      since: '2026-01-01T00:00:00.000Z',
    };
    await Nodes.beat(database.ds, 'node-1', aNodeStatus({ asterisk }));
    expect(await read()).toMatchObject({
      components: { agent: { status: 'up' }, asterisk },
      asteriskVersion: '22.10.1',
    });
    await database.ds.query(`UPDATE nodes SET last_seen_at = now() - interval '7 seconds'`);
    const { components } = await read();
    expect(components.agent).toMatchObject({ status: 'down', detail: 'The agent does not report.' });
    expect(components.asterisk).toMatchObject({ status: 'down', detail: 'Not known: the agent does not report.' });
  });

  it('counts the revisions that wait', async () => {
    await api()
      .as(await api().key())
      .post('/extensions', { number: '1001', name: 'Ada' })
      .expect(201);
    expect((await read()).pendingRevisions).toBe(1);
  });
});
