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

  it('has a mailbox once it has a PIN, which is never shown', async () => {
    const client = api().as(await api().key());
    const refused = (await client.post('/extensions', { ...body(910), voicemailEnabled: true }).expect(422)).body;
    expect(refused.errors).toEqual([{ pointer: '/voicemailPin', message: 'is required for a mailbox' }]);
    for (const voicemailPin of ['123', '12345678901', '12a4', ''])
      await client.post('/extensions', { ...body(910), voicemailPin }).expect(422);
    const made = (await client.post('/extensions', body(910)).expect(201)).body;
    expect(made).toMatchObject({ voicemailEnabled: false, voicemailRingSeconds: 20, hasVoicemailPin: false });
    const path = `/extensions/${made.id}`;
    const on = (await client.patch(path, { voicemailEnabled: true, voicemailPin: '90210' }).expect(200)).body;
    expect(on).toMatchObject({ voicemailEnabled: true, hasVoicemailPin: true });
    for (const each of [path, '/extensions?limit=200', `/config-revisions/${on.revision}/diff`, '/audit-log?limit=200'])
      expect((await client.get(each).expect(200)).text).not.toContain('90210');
    expect(api().log.join()).not.toContain('90210');
    await client.patch(path, { voicemailPin: null }).expect(422);
    const row = await database.ds.manager.findOneByOrFail(ExtensionEntity, { id: made.id });
    expect(row.voicemailPinsSet).toBe(1);
    expect(new SecretCipher(Buffer.alloc(32, 1)).open(row.voicemailPinSealed ?? '')).toBe('90210');
  });

  it('given the same PIN is set again, then it is a change: the phone may have another one', async () => {
    const client = api().as(await api().key());
    const mailbox = { voicemailEnabled: true, voicemailPin: '4711' };
    const made = (await client.post('/extensions', { ...body(911), ...mailbox }).expect(201)).body;
    const again = (await client.patch(`/extensions/${made.id}`, { voicemailPin: '4711' }).expect(200)).body;
    expect(again.revision).toBeGreaterThan(made.revision);
    const diff = (await client.get(`/config-revisions/${again.revision}/diff`).expect(200)).body;
    expect(diff.files.map(({ file }: { file: string }) => file)).toEqual(['voicemail.conf']);
  });

  it('keeps its mailbox while something leads to it, and is no such place without one', async () => {
    const client = api().as(await api().key());
    const { id } = (await client.post('/extensions', body(912)).expect(201)).body;
    const number = { number: '+15550209912', destination: { type: 'voicemail', extensionId: id } };
    const refused = (await client.post('/numbers', number).expect(422)).body;
    const message = 'is 1912 Ada 912, which has no mailbox';
    expect(refused.errors).toEqual([{ pointer: '/destination/extensionId', message }]);
    const mailbox = { voicemailEnabled: true, voicemailPin: '4711' };
    const { revision } = (await client.patch(`/extensions/${id}`, mailbox).expect(200)).body;
    const made = (await client.post('/numbers', number).expect(201)).body;
    const used = (await client.patch(`/extensions/${id}`, { voicemailEnabled: false }).expect(409)).body;
    expect(used).toMatchObject({
      ...{ code: 'in_use', detail: 'The mailbox is used by number +15550209912.' },
      errors: [{ pointer: '/voicemailEnabled' }],
    });
    await client.delete(`/extensions/${id}`).expect(409);
    const kept = (await client.post(`/config-revisions/${revision}/rollback`).expect(409)).body;
    expect(kept.errors).toEqual([
      { pointer: '/changes/0/voicemailEnabled', message: 'is used by number +15550209912' },
    ]);
    // A number that comes back must find the mailbox again.
    await client.delete(`/numbers/${made.id}`).expect(200);
    await client.post(`/config-revisions/${revision}/rollback`).expect(201);
    const gone = (await client.post(`/numbers/${made.id}/restore`).expect(409)).body;
    expect(gone.errors).toEqual([{ pointer: '/destination/extensionId', message: 'leads to a mailbox that is gone' }]);
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
