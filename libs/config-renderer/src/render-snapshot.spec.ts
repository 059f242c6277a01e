import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { PbxSnapshot } from '@trunkline/domain';
import { describe, expect, it } from 'vitest';
import { ConfRefusedError } from './conf/conf-refused-error.js';
import { readConf } from './conf/read-conf.fixture.js';
import { expectedObjects } from './expected-objects.js';
import { generatedFiles, renderSnapshot } from './render-snapshot.js';
import { toneZones } from './settings/indications-conf.js';
import { exampleSnapshot, render } from './snapshot.fixture.js';
import { publicAuthoritiesMark } from './tls/certificate-files.js';

/** `vitest -u` writes the golden files anew; the difference is then read in the diff. */
const goldenRoot = join(import.meta.dirname, '..', 'golden');
const asInstalled = {
  publicAddress: null,
  rtpPortStart: null,
  rtpPortEnd: null,
  sipPort: null,
  tlsCertificateId: null,
  callerNameUrl: null,
};
const settings = { ...asInstalled, localNetworks: ['10.0.0.0/8'], country: 'US' };
const empty: PbxSnapshot = {
  revision: 1,
  ...{ trunks: [], extensions: [], numbers: [], outboundRoutes: [], ringGroups: [], certificates: [] },
  ...{ inboundRoutes: [], schedules: [], announcements: [], names: [], rateTables: new Map() },
  settings,
};

describe.each([
  ['empty', empty],
  ['example', exampleSnapshot()],
])('renderSnapshot of the snapshot %s', (name, snapshot) => {
  it.each(generatedFiles)('gives the golden %s', async (file) => {
    const [text = ''] = (render(snapshot).get(file) ?? '').split(publicAuthoritiesMark);
    await expect(text).toMatchFileSnapshot(join(goldenRoot, name, file));
  });
});

describe('renderSnapshot', () => {
  it('given another revision number, when nothing else changed, then every byte is the same', () => {
    expect(render({ ...exampleSnapshot(), revision: 8 })).toEqual(render(exampleSnapshot()));
  });

  it('given awkward passwords, then Asterisk reads them as they are', () => {
    const auths = readConf(render(exampleSnapshot()).get('pjsip_auth.conf') ?? '');
    const password = (name: string) =>
      auths.find((s) => s.section === name)?.entries.find(([key]) => key === 'password')?.[1];
    expect(password('t_carrieraaa')).toBe('se;cret\\#[x]"$');
    expect(password('t_carrierbbb')).toBe('=>');
    expect(password('e_anna234567')).toBe('phone-secret;1');
  });

  it.each<[string, (snapshot: PbxSnapshot) => void]>([
    ['a trunk that registers without a password', (s) => Object.assign(s.trunks[0] ?? {}, { password: null })],
    ['a trunk without a host', (s) => Object.assign(s.trunks[2] ?? {}, { host: null, gateways: [] })],
    ['a peer without a password', (s) => Object.assign(s.trunks[8] ?? {}, { password: null })],
    [
      'a password of callers with a line break',
      (s) => Object.assign(s.trunks[2]?.inboundCredentials[0] ?? {}, { password: 'a\n[x]' }),
    ],
    ['a trunk whose name is not ours', (s) => Object.assign(s.trunks[0] ?? {}, { ref: 't_x](y' })],
    ['a password with a line break', (s) => Object.assign(s.trunks[0] ?? {}, { password: 'a\n[x]' })],
    [
      'an extension whose number is an expression',
      (s) => Object.assign(s.extensions[0] ?? {}, { number: '$' + '{X}' }),
    ],
    ['a number that is dialplan', (s) => Object.assign(s.numbers[0] ?? {}, { number: '1,1,System(id)' })],
    [
      'a pattern that is dialplan',
      (s) => Object.assign(s.outboundRoutes[0]?.patterns[0] ?? {}, { match: 'X.,1,System(id)' }),
    ],
    ['a prefix that is dialplan', (s) => Object.assign(s.outboundRoutes[0]?.patterns[0] ?? {}, { prepend: ')},1' })],
    ['a caller id that is dialplan', (s) => Object.assign(s.trunks[0] ?? {}, { callerId: '1)&System(id' })],
    ['a limit of calls that is dialplan', (s) => Object.assign(s.trunks[0] ?? {}, { maxCalls: '1)' })],
    ['a gateway that is dialplan', (s) => Object.assign(s.trunks[1]?.gateways[0] ?? {}, { host: 'a)&System(id' })],
    ['a weight that is dialplan', (s) => Object.assign(s.trunks[1]?.gateways[0] ?? {}, { weight: '1)})' })],
    ['a class of failover that is dialplan', (s) => Object.assign(s.trunks[0] ?? {}, { failoverOn: ['busy)'] })],
    ['a proxy that is conf', (s) => Object.assign(s.trunks[6] ?? {}, { outboundProxy: 'sip:a\n[x]' })],
    ['a source that is a name', (s) => s.names.push({ name: 'gw.example.com', addresses: ['gw.example.com'] })],
    ['a header that is conf', (s) => Object.assign(s.trunks[5] ?? {}, { identifyHeader: 'X: a\n[x]' })],
    ['a SIP option that is conf', (s) => Object.assign(s.trunks[6] ?? {}, { dtmfMode: 'info\n[x]' })],
    ['a jitter buffer that is dialplan', (s) => Object.assign(s.trunks[6] ?? {}, { jitterBufferMs: '1)=2' })],
    [
      'an option of pjsip that Trunkline sets itself',
      (s) => {
        Object.assign(s.trunks[6] ?? {}, { pjsipOptions: [{ object: 'endpoint', option: 'context', value: 'x' }] });
      },
    ],
    [
      'a group that is an expression',
      (s) => Object.assign(s.outboundRoutes[2] ?? {}, { allowedGroups: ['a)" x)} | 1'] }),
    ],
    ['a group that is dialplan', (s) => Object.assign(s.extensions[0] ?? {}, { groups: ['a)&System(id'] })],
    [
      'a PIN that is an expression',
      (s) => Object.assign(s.outboundRoutes[2] ?? {}, { pinSecret: '$' + '{SHELL(id)}' }),
    ],
    [
      'a number shown by a route that is dialplan',
      (s) => Object.assign(s.outboundRoutes[2] ?? {}, { callerId: '1)&x' }),
    ],
    [
      'a number shown by area that is dialplan',
      (s) => Object.assign(s.outboundRoutes[3]?.areaCallerIds[0] ?? {}, { callerId: '1)&x' }),
    ],
    ['an area that is a pattern', (s) => Object.assign(s.outboundRoutes[3]?.areaCallerIds[0] ?? {}, { prefix: 'X.' })],
    [
      'an emergency number that takes others',
      (s) => Object.assign(s.outboundRoutes[3]?.patterns[0] ?? {}, { match: '11X' }),
    ],
    [
      'a number shown by an extension that is conf',
      (s) => Object.assign(s.extensions[0] ?? {}, { callerId: '1\n[x]' }),
    ],
    [
      'a country code that is dialplan',
      (s) => Object.assign(s.trunks[1] ?? {}, { numbering: { ...s.trunks[1]?.numbering, countryCode: '1)&' } }),
    ],
    [
      'an address for names that is dialplan',
      (s) => Object.assign(s.settings, { callerNameUrl: 'http://a/{number})}&System(x' }),
    ],
    ['a From user with a line break', (s) => Object.assign(s.trunks[0] ?? {}, { fromUser: 'a\n[x]' })],
    ['a route over a trunk whose name is not ours', (s) => s.outboundRoutes[0]?.trunkRefs.push('t_a,1)&x')],
    ['an inbound route whose name is not ours', (s) => Object.assign(s.inboundRoutes[0] ?? {}, { ref: 'i_x](y' })],
    [
      'a called number that is dialplan',
      (s) => Object.assign(s.inboundRoutes[1]?.numbers[2] ?? {}, { number: '1,1,System(id)' }),
    ],
    [
      'a caller that is an expression',
      (s) => Object.assign(s.inboundRoutes[0]?.callers[0] ?? {}, { prefix: '1)" x)} | 1' }),
    ],
    [
      'a state of a schedule that there is not',
      (s) => Object.assign(s.inboundRoutes[2]?.schedule ?? {}, { state: '"]?x' }),
    ],
    ['a schedule whose name is not ours', (s) => Object.assign(s.schedules[0] ?? {}, { ref: 's_x,1)' })],
    ['a time zone that is dialplan', (s) => Object.assign(s.schedules[0] ?? {}, { timezone: 'UTC,%Y)}&x' })],
    ['a time that is an expression', (s) => Object.assign(s.schedules[0]?.weekly[0] ?? {}, { from: '09:00 | 1' })],
    [
      'a day that is dialplan',
      (s) => Object.assign(s.schedules[0]?.holidays[1] ?? {}, { from: '2026-12-3x', to: '2026-12-3x' }),
    ],
    ['a ring group whose name is not ours', (s) => Object.assign(s.ringGroups[0] ?? {}, { ref: 'g_x](y' })],
    ['a ring group whose number is dialplan', (s) => Object.assign(s.ringGroups[0] ?? {}, { number: '6,1,x' })],
    ['a time to ring that is dialplan', (s) => Object.assign(s.ringGroups[0] ?? {}, { ringSeconds: '1)&x(' })],
    [
      'a number outside that is dialplan',
      (s) => Object.assign(s.ringGroups[1]?.noAnswer ?? {}, { number: '1,1)&System(id' }),
    ],
    ['an announcement whose name is not ours', (s) => Object.assign(s.announcements[0] ?? {}, { ref: 'a_x](y' })],
    ['an audio file that is a path', (s) => Object.assign(s.announcements[0] ?? {}, { audioId: '../../etc/passwd' })],
    ['a PIN that begins another field', (s) => Object.assign(s.extensions[0]?.voicemail ?? {}, { pinSecret: '1,x' })],
    ['a PIN with a line break', (s) => Object.assign(s.extensions[0]?.voicemail ?? {}, { pinSecret: '1\n[x]' })],
    [
      'a time before a mailbox that is dialplan',
      (s) => Object.assign(s.extensions[0]?.voicemail ?? {}, { ringSeconds: '1)&x(' }),
    ],
    ['a public address that is a name', (s) => Object.assign(s.settings, { publicAddress: 'pbx.example.org' })],
    ['a local network without a length', (s) => Object.assign(s.settings, { localNetworks: ['10.0.0.0'] })],
    ['a local network that is conf', (s) => Object.assign(s.settings, { localNetworks: ['10.0.0.0/8\n[x]'] })],
    ['a privileged port of SIP', (s) => Object.assign(s.settings, { sipPort: 80 })],
    ['a port of media that is conf', (s) => Object.assign(s.settings, { rtpPortStart: '1\nx=y' })],
    ['a certificate without its key', (s) => Object.assign(s.certificates[0] ?? {}, { keySecret: null })],
    ['a certificate that is not PEM', (s) => Object.assign(s.certificates[1] ?? {}, { pem: '\u0000' })],
  ])('given %s, then nothing is rendered', (_, spoil) => {
    const snapshot = exampleSnapshot();
    spoil(snapshot);
    expect(() => render(snapshot)).toThrow(ConfRefusedError);
  });

  it('given a port of SIP and an installation that is not known, then nothing is rendered', () => {
    expect(() => renderSnapshot(exampleSnapshot())).toThrow('sip port has no address');
    expect(renderSnapshot(empty)).toEqual(render(empty));
  });

  it('names the tones of a country, or those of the United States when it has none of that country', async () => {
    const tones = (country: string) => render({ ...empty, settings: { ...settings, country } }).get('indications.conf');
    expect(tones('GB')).toContain('country = gb');
    expect(tones('AQ')).toContain('country = us');
    const file = join(import.meta.dirname, '../../../asterisk-config/static/indications.conf');
    const sections = [...(await readFile(file, 'utf8')).matchAll(/^\[(\w\w)\]/gm)].map(([, name]) => name);
    expect([...toneZones].sort()).toEqual(sections.sort());
  });

  it('says which objects Asterisk must know afterwards', () => {
    expect(expectedObjects(exampleSnapshot())).toEqual({
      endpoints: [
        ...['t_carrieraaa', 't_carrierbbb', 't_staticaaaa', 't_staticbbbb', 't_tlsaaaaaaa', 't_tlsbbbbbbb'],
        ...['t_wishesaaaa', 't_digestaaaa', 't_peeraaaaaa', 't_srvaaaaaaa', 'e_anna234567', 'e_bert234567'],
      ],
      registrations: ['t_carrieraaa', 't_carrierbbb', 't_tlsaaaaaaa', 't_wishesaaaa', 't_srvaaaaaaa'],
      publicAddress: '203.0.113.7',
      transports: ['tls', 'tls-unverified'],
    });
  });
});
