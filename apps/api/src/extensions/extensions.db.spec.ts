import { ExtensionEntity, SecretCipher } from '@trunkline/persistence';
import { testDatabase } from '@trunkline/testing';
import { describe, expect, it } from 'vitest';
import { resourceChecklist } from '../spec/resource-checklist.js';
import { startedApi } from '../spec/started-api.js';

const database = testDatabase();
const api = startedApi(database);
const body = (n: number) => ({ number: String(1000 + n), name: `Ada ${n}` });

describe('extensions', () => {
  resourceChecklist(api, {
    path: '/extensions',
    body,
    patch: { name: 'Grace', maxContacts: 5 },
    wrong: { change: { name: 'a\nb' }, pointer: '/name' },
    unique: 'number',
    required: 'number',
  });

  it('makes a SIP user name that nobody dials and shows the secret once', async () => {
    const client = api().as(await api().key());
    const made = (await client.post('/extensions', body(900)).expect(201)).body;
    expect(made.sipUsername).toMatch(/^e_[a-z2-7]{10}$/);
    expect(made.secret).toMatch(/^[a-z2-7]{24}$/);
    for (const path of [`/extensions/${made.id}`, '/extensions?limit=200', `/config-revisions/${made.revision}`])
      expect((await client.get(path).expect(200)).text).not.toContain(made.secret);
    const row = await database.ds.manager.findOneByOrFail(ExtensionEntity, { id: made.id });
    expect(new SecretCipher(Buffer.alloc(32, 1)).open(row.secretSealed)).toBe(made.secret);
    expect(api().log.join()).not.toContain(made.secret);
  });

  it('gives a new secret on request, in a new revision, and keeps the SIP user name', async () => {
    const client = api().as(await api().key());
    const made = (await client.post('/extensions', body(901)).expect(201)).body;
    const renewed = (await client.post(`/extensions/${made.id}/secret`).expect(200)).body;
    expect(renewed.secret).toMatch(/^[a-z2-7]{24}$/);
    expect(renewed.secret).not.toBe(made.secret);
    expect(renewed.revision).toBeGreaterThan(made.revision);
    expect(renewed.sipUsername).toBe(made.sipUsername);
    await client.post('/extensions/0190a000-0000-7000-8000-000000000000/secret').expect(404);
  });

  it('cannot be deleted while a number leads to it', async () => {
    const client = api().as(await api().key());
    const { id } = (await client.post('/extensions', body(902)).expect(201)).body;
    const number = { number: '+15550209999', destination: { type: 'extension', extensionId: id } };
    await client.post('/numbers', number).expect(201);
    const refused = await client.delete(`/extensions/${id}`).expect(409);
    expect(refused.body).toMatchObject({ code: 'in_use', detail: 'Used by number +15550209999.' });
  });
});
