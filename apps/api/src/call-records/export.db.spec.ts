import { get, type IncomingMessage } from 'node:http';
import { upsertCallRecords } from '@trunkline/persistence';
import { testDatabase } from '@trunkline/testing';
import { beforeAll, describe, expect, it } from 'vitest';
import { aCallRecord } from '../spec/builders.js';
import { startedApi } from '../spec/started-api.js';

const prove = process.env.TRUNKLINE_PROVE === '1';
const many = prove ? 100_000 : 5_000;
const database = testDatabase();
const api = startedApi(database);

const payloads = {
  formula: '=HYPERLINK("http://evil.example","x")',
  script: '<script>alert(1)</script>',
  quotes: 'Ada "the first", Lovelace',
  lines: 'two\r\nlines',
  umlaut: 'Jürgen',
};

describe('the export of call records', () => {
  let key = '';
  beforeAll(async () => {
    key = await api().key(['records:read']);
    await database.ds.transaction(async (manager) => {
      const records = Object.values(payloads).map((fromName) => ({ record: aCallRecord({ fromName }) }));
      await upsertCallRecords(manager, records);
    });
  });
  const exported = async (query: string) =>
    (await api().as(key).get(`/call-records.csv${query}`).buffer(true).expect(200)).text;

  it('has a header row and one line of RFC 4180 for each record, and nothing that a spreadsheet runs', async () => {
    const answer = await api().as(key).get('/call-records.csv').expect(200);
    expect(answer.headers['content-type']).toContain('text/csv; charset=utf-8');
    expect(answer.headers['content-disposition']).toBe('attachment; filename="call-records.csv"');
    const text = answer.text;
    expect(text.split('\r\n')[0]).toMatch(/^id,startedAt,.*,from,fromE164,fromName,to,/);
    expect(text).toContain(`"'=HYPERLINK(""http://evil.example"",""x"")"`);
    expect(text).toContain('"Ada ""the first"", Lovelace"');
    expect(text).toContain('"two\r\nlines"');
    expect(text).toContain('Jürgen');
    expect(text).toContain(',+15550100001,');
  });

  it('has the same filters as the list, and refuses the same', async () => {
    expect((await exported('?name=J%C3%BCr')).split('\r\n')).toHaveLength(3);
    expect((await exported('?disposition=busy')).split('\r\n')).toHaveLength(2);
    const refused = await api().as(key).get('/call-records.csv?colour=red&limit=3').expect(422);
    expect(refused.body.errors.map(({ pointer }: { pointer: string }) => pointer).sort()).toEqual([
      '?colour',
      '?limit',
    ]);
    await api()
      .as(await api().key(['calls:read']))
      .get('/call-records.csv')
      .expect(403);
  });

  it(`streams ${many} records, each once, and stops when the reader goes away`, async () => {
    await database.ds.query(
      `INSERT INTO call_records (id, node, linkedid, direction, from_number, extension_ids, started_at, ended_at, duration_seconds,
         billed_seconds, disposition, attempts)
       SELECT gen_random_uuid(), 'node-1', 'many-' || n, 'inbound', 'many', '{}', now(), now(), 1, 1, 'answered', '[]'
         FROM generate_series(1, ${many}) n`,
    );
    const before = process.memoryUsage().rss;
    const text = await exported('?fromNumber=many');
    const lines = text.trimEnd().split('\r\n').slice(1);
    expect(new Set(lines.map((line) => line.split(',')[0])).size).toBe(many);
    if (prove) console.log(`${many} records: ${Math.round((process.memoryUsage().rss - before) / 1e6)} MB more`);

    const queries = async () =>
      (
        await database.ds.query(
          `SELECT count(*)::int AS n FROM pg_stat_activity WHERE application_name = 'trunkline-api' AND query LIKE '%call_records%' AND state = 'active'`,
        )
      )[0].n;
    const answer = await new Promise<IncomingMessage>((resolve, reject) => {
      const url = `${api().url}/api/v1/call-records.csv`;
      get(url, { headers: { authorization: `Bearer ${key}` } }, resolve).on('error', reject);
    });
    answer.once('data', () => answer.destroy());
    await new Promise((resolve) => answer.once('close', resolve));
    await expect.poll(queries, { timeout: 5000 }).toBe(0);
    await api().as(key).get('/call-records?limit=1').expect(200);
  });
});
