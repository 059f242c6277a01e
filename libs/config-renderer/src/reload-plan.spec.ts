import { describe, expect, it } from 'vitest';
import { planFromAny, reloadPlan } from './reload-plan.js';
import type { GeneratedFile } from './render-snapshot.js';

const base: Record<GeneratedFile, string> = {
  'pjsip_endpoint.conf': '; x\n#include pjsip_templates.conf\n\n[t_a]\naors = t_a\n',
  'pjsip_auth.conf': '; x\n\n[t_a]\npassword = one\n',
  'pjsip_aor.conf': '; x\n',
  'pjsip_identify.conf': '; x\n',
  'pjsip_registration.conf': '; x\n\n[t_a]\nserver_uri = sip:x\n',
  'extensions.conf': '[tl-internal]\n',
  'voicemail.conf': '; x\n',
  'pjsip_transport.conf': '; x\n',
  'rtp.conf': '; x\n',
  'indications.conf': 'country = us\n',
  'tls_certificate.pem': '',
  'tls_key.pem': '',
  'tls_authorities.pem': '',
};
const files = (change: Partial<Record<GeneratedFile, string>> = {}) =>
  new Map(Object.entries({ ...base, ...change }) as [GeneratedFile, string][]);
const twoEndpoints = { 'pjsip_endpoint.conf': `${base['pjsip_endpoint.conf']}\n[e_b]\naors = e_b\n` };
const dialplan = { 'extensions.conf': '[tl-internal]\nexten => 1,1,Hangup()\n' };

describe('reloadPlan', () => {
  it('given nothing changed, then nothing is reloaded', () => {
    expect(reloadPlan(files(), files())).toEqual({
      changed: [],
      modules: [],
      added: [],
      removed: [],
      registerAnew: [],
      mailboxes: [],
    });
  });

  it('given the dialplan alone changed, then pjsip is left alone', () => {
    expect(reloadPlan(files(), files(dialplan)).modules).toEqual(['pbx_config.so']);
  });

  it('given an endpoint is added, then pjsip knows it before the dialplan names it', () => {
    const plan = reloadPlan(files(), files({ ...twoEndpoints, ...dialplan }));
    expect(plan).toMatchObject({ modules: ['res_pjsip.so', 'pbx_config.so'], added: ['e_b'], removed: [] });
  });

  it('given an endpoint goes, then the dialplan forgets it first', () => {
    const plan = reloadPlan(files({ ...twoEndpoints, ...dialplan }), files());
    expect(plan).toMatchObject({ modules: ['pbx_config.so', 'res_pjsip.so'], added: [], removed: ['e_b'] });
  });

  it('given only the password of a registration changed, then it is registered anew', () => {
    const changed = { 'pjsip_auth.conf': base['pjsip_auth.conf'].replace('one', 'two') };
    expect(reloadPlan(files(), files(changed)).registerAnew).toEqual(['t_a']);
  });

  it('given fields of an endpoint changed, then its objects alone are read anew, and with an address everything', () => {
    const named = {
      'pjsip_endpoint.conf': base['pjsip_endpoint.conf'].replace('aors = t_a', 'aors = t_a\nallow = ulaw'),
    };
    expect(reloadPlan(files(), files(named)).modules).toEqual(['res_pjsip_config_wizard.so']);
    const phones = (count: number) => ({ 'pjsip_aor.conf': `; x\n\n[e_b]\nmax_contacts = ${count}\n` });
    expect(reloadPlan(files(phones(1)), files(phones(2))).modules).toEqual(['res_pjsip_config_wizard.so']);
    const address = (host: string) => ({ 'pjsip_aor.conf': `; x\n\n[t_a]\ncontact = sip:${host}\n` });
    expect(reloadPlan(files(address('a')), files(address('b'))).modules).toEqual(['res_pjsip.so']);
    const proxied = { 'pjsip_aor.conf': `${address('a')['pjsip_aor.conf']}outbound_proxy = sip:p\n` };
    expect(reloadPlan(files(address('a')), files(proxied)).modules).toEqual(['res_pjsip.so']);
  });

  it('given a mailbox comes, or its number or PIN changes, then its folder follows before Asterisk is told', () => {
    const with1 = (number: number, pin: number) => ({
      'voicemail.conf': `; x\n\n[e_b]\n; PIN no. ${pin}\n${number} => 4711\n`,
      'pjsip_endpoint.conf': `${base['pjsip_endpoint.conf']}\n[e_b]\nmailboxes = ${number}@e_b\n`,
    });
    const mailbox = (number: string, pinsSet: number) => [{ context: 'e_b', number, pin: '4711', pinsSet }];
    const without = { 'pjsip_endpoint.conf': `${base['pjsip_endpoint.conf']}\n[e_b]\naors = e_b\n` };
    expect(reloadPlan(files(without), files(with1(1001, 1)))).toMatchObject({
      ...{ modules: ['res_pjsip_config_wizard.so', 'res_pjsip_mwi.so', 'app_voicemail.so'] },
      mailboxes: mailbox('1001', 1),
    });
    expect(reloadPlan(files(with1(1001, 1)), files(with1(1002, 1))).mailboxes).toEqual(mailbox('1002', 1));
    expect(reloadPlan(files(with1(1001, 1)), files(with1(1001, 2)))).toMatchObject({
      ...{ modules: ['app_voicemail.so'], mailboxes: mailbox('1001', 2) },
    });
    expect(reloadPlan(files(with1(1001, 1)), files(without)).mailboxes).toEqual([]);
  });

  it('given a transport for TLS comes or goes, then nobody registers anew because of it', () => {
    const tls = files({ 'pjsip_transport.conf': '; x\n\n[tls](tl-tls)\nbind = 192.0.2.1:5061\n' });
    for (const [from, to] of [[files(), tls] as const, [tls, files()] as const]) {
      expect(reloadPlan(from, to)).toMatchObject({ modules: ['res_pjsip.so'], registerAnew: [] });
    }
    const moved = files({ 'pjsip_transport.conf': '; x\n\n[tls](tl-tls)\nbind = 192.0.2.2:5061\n' });
    expect(reloadPlan(tls, moved).registerAnew).toEqual(['t_a']);
  });

  it('given another certificate, then pjsip reads it; authorities are read for each connection, without a reload', () => {
    expect(reloadPlan(files(), files({ 'tls_certificate.pem': 'new' })).modules).toEqual(['res_pjsip.so']);
    const trusted = reloadPlan(files(), files({ 'tls_authorities.pem': 'new' }));
    expect(trusted).toMatchObject({ changed: ['tls_authorities.pem'], modules: [] });
  });

  it('given a transport changed, then every registration tells its carrier the new contact', () => {
    const changed = { 'pjsip_transport.conf': '; x\n\n[udp](+)\nexternal_signaling_address = 203.0.113.7\n' };
    expect(reloadPlan(files(), files(changed))).toMatchObject({ modules: ['res_pjsip.so'], registerAnew: ['t_a'] });
  });

  it('given ports of media or tones changed, then only those who read them are reloaded', () => {
    const changed = { 'rtp.conf': 'rtpstart = 20000\n', 'indications.conf': 'country = de\n' };
    expect(reloadPlan(files(), files(changed)).modules).toEqual(['res_rtp_asterisk.so', 'indications']);
  });

  it('given the registration changed too, then Asterisk registers by itself', () => {
    const changed = {
      'pjsip_auth.conf': base['pjsip_auth.conf'].replace('one', 'two'),
      'pjsip_registration.conf': base['pjsip_registration.conf'].replace('sip:x', 'sip:y'),
    };
    expect(reloadPlan(files(), files(changed)).registerAnew).toEqual([]);
  });
});

describe('planFromAny', () => {
  it('given what Asterisk runs is not known, then all is reloaded though the files are those of before', () => {
    expect(planFromAny([files(), files()], files())).toEqual({
      changed: [],
      modules: [
        ...['res_pjsip.so', 'res_pjsip_mwi.so', 'app_voicemail.so', 'pbx_config.so'],
        ...['res_rtp_asterisk.so', 'indications'],
      ],
      added: [],
      removed: [],
      registerAnew: [],
      mailboxes: [],
    });
  });

  it('given a change that was cut short is taken back, then what it added is removed and its password registered anew', () => {
    const other = { 'pjsip_auth.conf': base['pjsip_auth.conf'].replace('one', 'two') };
    const plan = planFromAny([files(), files({ ...twoEndpoints, ...other })], files());
    expect(plan).toMatchObject({
      modules: [
        ...['pbx_config.so', 'app_voicemail.so', 'res_pjsip_mwi.so', 'res_pjsip.so'],
        ...['res_rtp_asterisk.so', 'indications'],
      ],
      removed: ['e_b'],
      registerAnew: ['t_a'],
    });
  });
});
