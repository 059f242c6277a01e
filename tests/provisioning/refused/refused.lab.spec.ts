/**
 * A renderer with a fault writes an option that Asterisk does not know into one endpoint. The revision fails with
 * Asterisk's reason, what ran before goes on, changes of other resources still apply, and the resource comes back as
 * soon as it can be rendered right.
 */
import { AsteriskControl } from '@trunkline/asterisk';
import type { ConfigRevision, Extension, Trunk } from '@trunkline/contracts';
import { anExtension, asteriskObject, asteriskView, aTrunk, create, type LabStack, labStack } from '@trunkline/testing';
import { afterAll, beforeAll, expect, it } from 'vitest';

const refuse = 'nobody-takes-me';
let lab: LabStack;
let trunk: Trunk;

beforeAll(async () => {
  lab = await labStack({ slot: 161, faults: true });
  trunk = await create<Trunk>(lab, '/trunks', aTrunk({ host: '192.0.2.1', fromUser: 'before' }));
  lab.faults.set({ refuse });
});

afterAll(async () => {
  await lab?.stop();
});

/** A PATCH that waits for Asterisk, and its revision. */
async function patched(path: string, body: object): Promise<ConfigRevision> {
  const answer = await lab.api.send('PATCH', `${path}?wait=applied`, body);
  expect(answer.status).toBe(200);
  return lab.api.get<ConfigRevision>(`/config-revisions/${answer.headers.get('Trunkline-Revision')}`);
}

const endpoint = () => asteriskObject(lab, 'endpoint', trunk.ref);

it('one command reloads every module that reads our files, and tells of one that is not there', async () => {
  const control = new AsteriskControl(lab.controlSocket);
  await control.reloadModules([
    'res_pjsip.so',
    'res_pjsip_config_wizard.so',
    'pbx_config.so',
    'res_rtp_asterisk.so',
    'indications',
  ]);
  await expect(control.reloadModules(['res_pjsip.so', 'res_nothing.so'])).rejects.toThrow('reload res_nothing.so');
});

it('what Asterisk refuses fails with its reason, and the revision before is live', async () => {
  const before = await asteriskView(lab);
  const refused = await patched(`/trunks/${trunk.id}`, { fromUser: refuse, password: 'another' });
  expect(refused.status).toBe('failed');
  expect(refused.reason).toContain('no_such_option');
  expect(await asteriskView(lab)).toBe(before);
});

it('other resources still change, and the one that was refused stays as it was', async () => {
  const extension = await create<Extension>(lab, '/extensions', anExtension());
  const renamed = await patched(`/extensions/${extension.id}`, { name: 'Ada Lovelace', maxContacts: 7 });
  expect(renamed).toMatchObject({ status: 'applied', reason: null });
  expect((await asteriskObject(lab, 'endpoint', extension.sipUsername))?.callerid).toContain('Ada Lovelace');
  expect((await asteriskObject(lab, 'aor', extension.sipUsername))?.max_contacts).toBe('7');
  expect((await endpoint())?.from_user).toBe('before');
  expect((await asteriskObject(lab, 'auth', trunk.ref))?.password).toBe('not-a-real-password');
  const both = await patched(`/trunks/${trunk.id}`, { fromUser: refuse, port: 5099 });
  expect(both.status).toBe('failed');
  expect((await asteriskObject(lab, 'aor', trunk.ref))?.contact).toBe('sip:192.0.2.1:5060');
});

it('without the fault it applies', async () => {
  lab.faults.clear();
  const right = await patched(`/trunks/${trunk.id}`, { port: 5098 });
  expect(right).toMatchObject({ status: 'applied', reason: null });
  expect((await endpoint())?.from_user).toBe(refuse);
  expect((await asteriskObject(lab, 'auth', trunk.ref))?.password).toBe('another');
});

it('an agent that does not read back calls it applied though it is not (control)', async () => {
  await patched(`/trunks/${trunk.id}`, { fromUser: 'before' });
  lab.faults.set({ blind: true, refuse });
  await lab.parts.agent.stop();
  await lab.parts.agent.start();
  await lab.ready();
  const refused = await patched(`/trunks/${trunk.id}`, { fromUser: refuse });
  expect(refused.status).toBe('applied');
  expect((await endpoint())?.from_user).toBe('before');
});
