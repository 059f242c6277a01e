import { testDatabase } from '@trunkline/testing';
import { beforeAll, describe, expect, it } from 'vitest';
import { findResources, type SearchedKind } from './find-resources.js';

const database = testDatabase();
const everyKind: SearchedKind[] = [
  'extensions',
  'trunks',
  'numbers',
  'outboundRoutes',
  'certificates',
  'users',
  'webhooks',
];
const titles = async (wanted: string, kind: SearchedKind = 'extensions', limit = 5) =>
  (await findResources(database.ds, [kind], wanted, limit))[kind]?.map(({ title }) => title);

describe('the search among 10,000 extensions', () => {
  beforeAll(async () => {
    const resource = 'gen_random_uuid(), 1';
    await database.ds.query(
      `INSERT INTO extensions (id, revision, number, name, sip_username, secret_sealed, codecs, max_contacts, enabled)
       SELECT ${resource}, (10000 + n)::text, 'Person ' || n, 'e_' || md5(n::text), '', '{ulaw}', 1, true FROM generate_series(0, 9999) n`,
    );
    await database.ds.query(
      `UPDATE extensions SET name = name || ' 100%_sure \\' WHERE number = '10042'; UPDATE extensions SET name = '10042 Street' WHERE number = '10007'`,
    );
    await database.ds.query(
      `INSERT INTO trunks (id, revision, ref, name, host, port, transport, auth, username, codecs, enabled)
       VALUES (${resource}, 't_abc', 'Carrier', 'sip.example.com', 5060, 'udp', 'register', 'acc-10042', '{ulaw}', true)`,
    );
    await database.ds.query(
      `INSERT INTO numbers (id, revision, number, label, enabled) VALUES (${resource}, '+493012345678', 'Reception', true)`,
    );
    await database.ds.query(
      `INSERT INTO outbound_routes (id, revision, ref, name, position, patterns, trunk_ids, enabled)
       VALUES (${resource}, 'r_abc', 'Abroad', 1, '[{"match": "00."}, {"match": "+X."}]', '{}', true)`,
    );
    await database.ds.query(
      `INSERT INTO certificates (id, revision, name, kind, pem) VALUES (${resource}, 'PBX of the office', 'node', '')`,
    );
    await database.ds.query(
      `INSERT INTO users (id, username, password_hash, role) VALUES (gen_random_uuid(), 'ada', '', 'operator')`,
    );
    await database.ds.query(
      `INSERT INTO webhooks (id, version, url, description, events, trunk_ids, extension_ids, enabled, secret_sealed, since_seq)
       VALUES (gen_random_uuid(), 1, 'https://crm.example.com/hook', 'Sales', '{*}', '{}', '{}', true, '', 0)`,
    );
  });

  it.each([
    ['what is called so comes first, then what begins so', '1000', ['10000', '10001', '10002', '10003', '10004']],
    ['what is explained so comes before what contains it', '10042', ['10042', '10007']],
    ['every word has to be there, in any order and case', 'sTREET 007 42', ['10007']],
    ['signs of LIKE are letters', '0%_s', ['10042']],
    ['a backslash is a letter', '\\', ['10042']],
    ['two signs of LIKE find nobody', '%%', []],
    ['nobody is called so', 'zzz', []],
    ['part of a SIP user name', 'cfcd208495d565ef66e7dff9f98764da', ['10000']],
  ])('%s: %s', async (_, wanted, expected) => expect(await titles(wanted)).toEqual(expected));

  it.each([
    ['trunks', 'example carrier', ['Carrier'], 'sip.example.com'],
    ['trunks', 't_abc', ['Carrier'], 'sip.example.com'],
    ['numbers', '(030) 1234-5678', ['+493012345678'], 'Reception'],
    ['numbers', 'recep', ['+493012345678'], 'Reception'],
    ['outboundRoutes', '+X.', ['Abroad'], '00., +X.'],
    ['certificates', 'office pbx', ['PBX of the office'], null],
    ['users', 'AD', ['ada'], 'operator'],
    ['webhooks', 'sales', ['https://crm.example.com/hook'], 'Sales'],
  ] as const)('finds %s by %s', async (kind, wanted, expected, subtitle) => {
    const found = (await findResources(database.ds, [kind], wanted, 5))[kind];
    expect(found?.map(({ title }) => title)).toEqual(expected);
    expect(found?.map((hit) => hit.subtitle)).toEqual([subtitle]);
  });

  it('looks through the kinds that are asked for alone, each up to the limit', async () => {
    const found = await findResources(database.ds, ['trunks', 'extensions'], '10042', 1);
    expect(Object.entries(found).map(([kind, hits]) => [kind, hits.length])).toEqual([
      ['trunks', 1],
      ['extensions', 1],
    ]);
    expect(await findResources(database.ds, [], '10042', 5)).toEqual({});
    expect(await findResources(database.ds, ['users'], '\0', 5)).toEqual({ users: [] });
  });

  if (process.env.TRUNKLINE_PROVE === '1')
    it('is quick: the time is printed', async () => {
      const taken: number[] = [];
      for (const wanted of ['1', '10', '10042', 'person 99', 'nobody at all', '(030) 123-456'])
        for (let run = 0; run < 10; run += 1) {
          const began = performance.now();
          await findResources(database.ds, everyKind, wanted, 5);
          taken.push(performance.now() - began);
        }
      taken.sort((a, b) => a - b);
      console.log(`10,000 extensions: p50 ${taken[30]?.toFixed(1)} ms, p95 ${taken[57]?.toFixed(1)} ms`);
      expect(taken[30]).toBeLessThan(1000);
    });
});
