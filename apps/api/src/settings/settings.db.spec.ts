import { Nodes } from '@trunkline/persistence';
import { testDatabase } from '@trunkline/testing';
import { describe, expect, it } from 'vitest';
import { aNodeStatus } from '../spec/builders.js';
import { startedApi } from '../spec/started-api.js';

const database = testDatabase();
const api = startedApi(database);
const all = async () => api().as(await api().key());
const patch = async (body: object, status = 200) => (await all()).patch('/settings', body).expect(status);
const read = async () => (await (await all()).get('/settings').expect(200)).body;
const newestRevision = async () => (await database.ds.query('SELECT max(number) FROM config_revisions'))[0].max;
const pointersOf = (answer: { body: { errors?: { pointer: string }[] } }) =>
  answer.body.errors?.map(({ pointer }) => pointer);

/** The checklist of every configured resource, as far as it holds for one that is always there and alone. */
describe('the settings', () => {
  it('are there before anybody changes them, at revision 0', async () => {
    expect(await read()).toMatchObject({
      revision: 0,
      publicAddress: null,
      localNetworks: ['127.0.0.0/8', '10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16'],
      ...{ rtpPortStart: null, rtpPortEnd: null, sipPort: null, country: 'US', installed: null },
      ...{ restartRequired: [], callsCutByRestart: 0, restart: null },
    });
  });

  it('change what a patch names and nothing else, in a revision that names them', async () => {
    const before = await read();
    const changes = { publicAddress: '203.0.113.7', localNetworks: ['192.168.0.0/16'], country: 'DE' };
    const { body, headers } = await patch(changes);
    expect(body).toEqual({ ...before, ...changes, revision: body.revision, updatedAt: body.updatedAt });
    expect([headers['trunkline-revision'], headers.etag]).toEqual([String(body.revision), `"${body.revision}"`]);
    expect(body.revision).toBeGreaterThan(before.revision);
    const revision = await (await all()).get(`/config-revisions/${body.revision}`).expect(200);
    expect(revision.body).toMatchObject({
      summary: 'updated settings of the node',
      author: 'API key spec',
      changes: [{ kind: 'settings', id: body.id, action: 'update' }],
    });
    expect(await read()).toEqual(body);
    const { body: log } = await (await all()).get(`/audit-log?resourceId=${body.id}`).expect(200);
    expect(log.items[0]).toMatchObject({
      action: 'update',
      before: { publicAddress: null, country: 'US' },
      after: { publicAddress: '203.0.113.7', country: 'DE' },
    });
  });

  it('make no revision of a patch that changes nothing', async () => {
    const before = await read();
    const { body } = await patch({ country: before.country });
    expect(body.revision).toBe(before.revision);
  });

  it('change only at the version that If-Match names, and are sent whole to who has that version', async () => {
    const client = await all();
    const first = (await client.get('/settings').expect(200)).headers.etag ?? '';
    const changed = await client.patch('/settings', { country: 'FR' }).set('if-match', first).expect(200);
    for (const stale of [first, `W/${changed.headers.etag}`, 'x']) {
      const refused = await client.patch('/settings', { country: 'IT' }).set('if-match', stale).expect(412);
      expect(refused.body.code).toBe('precondition_failed');
    }
    expect((await read()).country).toBe('FR');
    await client.patch('/settings', { country: 'IT' }).set('if-match', '*').expect(200);
    const { headers } = await client.get('/settings');
    await client
      .get('/settings')
      .set('if-none-match', headers.etag ?? '')
      .expect(200);
  });

  it.each<[object, string[]]>([
    [{ publicAddress: 'pbx.example.org' }, ['/publicAddress']],
    [{ publicAddress: '2001:db8::1' }, ['/publicAddress']],
    [{ publicAddress: '0.0.0.0' }, ['/publicAddress']],
    [{ publicAddress: '203.0.113.7\r\n[x]' }, ['/publicAddress']],
    [{ localNetworks: ['10.0.0.1/8'] }, ['/localNetworks/0']],
    [{ localNetworks: ['10.0.0.0/8', '0.0.0.0/0'] }, ['/localNetworks/1']],
    [{ localNetworks: ['10.0.0.0'] }, ['/localNetworks/0']],
    [{ localNetworks: ['10.0.0.0/8', '10.0.0.0/8'] }, ['/localNetworks']],
    [{ localNetworks: null }, ['/localNetworks']],
    [{ sipPort: 80 }, ['/sipPort']],
    [{ sipPort: '5070' }, ['/sipPort']],
    [{ rtpPortStart: 20_001, rtpPortEnd: 29_999 }, ['/rtpPortStart']],
    [{ rtpPortStart: 500, rtpPortEnd: 1100 }, ['/rtpPortStart']],
    [{ rtpPortStart: 20_000 }, ['/rtpPortEnd']],
    [{ rtpPortEnd: 20_000 }, ['/rtpPortStart']],
    [{ rtpPortStart: 20_000, rtpPortEnd: 20_098 }, ['/rtpPortEnd']],
    [{ rtpPortStart: 20_000, rtpPortEnd: 20_999, sipPort: 20_500 }, ['/sipPort']],
    [{ country: 'Germany' }, ['/country']],
    [{ surprise: 1, id: 'x' }, ['/surprise', '/id']],
  ])('refuse %j by name, and change nothing', async (body, pointers) => {
    const before = await newestRevision();
    const refused = await patch(body, 422);
    expect(refused.headers['content-type']).toMatch(/application\/problem\+json/);
    expect(pointersOf(refused)).toEqual(pointers);
    expect(await newestRevision()).toBe(before);
  });

  it('need config:read to read and config:write to change', async () => {
    const reader = api().as(await api().key(['config:read']));
    await reader.get('/settings').expect(200);
    await reader.patch('/settings', { country: 'US' }).expect(403);
    await api()
      .as(await api().key(['calls:read', 'records:read']))
      .get('/settings')
      .expect(403);
  });

  it('say what the node was installed with, and what a restart would put into effect', async () => {
    const installed = { sipAddress: '192.0.2.5', sipPort: 5060, rtpPortStart: 10_000, rtpPortEnd: 19_999 };
    await Nodes.beat(database.ds, 'node-1', aNodeStatus({ installed, runningSipPort: 5060 }));
    expect(await read()).toMatchObject({ installed, restartRequired: [] });
    expect(pointersOf(await patch({ sipPort: 10_500 }, 422))).toEqual(['/sipPort']);
    const { body } = await patch({ sipPort: 5070 });
    const restartRequired = [{ field: 'sipPort', running: 5060, wanted: 5070 }];
    expect(body.restartRequired).toEqual(restartRequired);
    expect((await (await all()).get('/system').expect(200)).body).toMatchObject({ restartRequired });
    await Nodes.beat(database.ds, 'node-1', aNodeStatus({ installed, runningSipPort: 5070 }));
    expect((await read()).restartRequired).toEqual([]);
    await patch({ sipPort: null });
    expect((await read()).restartRequired).toEqual([{ field: 'sipPort', running: 5070, wanted: 5060 }]);
  });
});
