import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { readRegistrationConf, registrationUris } from './registration-uris.js';

const golden = '../../../../libs/config-renderer/golden/example/pjsip_registration.conf';

it('reads whom each registration is for and where it goes', async () => {
  const text = await readFile(join(import.meta.dirname, golden), 'utf8');
  const uris = [...readRegistrationConf(text).values()];
  expect(uris.map(({ clientUri }) => clientUri)).toEqual(values(text, 'client_uri'));
  expect(uris.map(({ serverUri }) => serverUri)).toEqual(values(text, 'server_uri'));
  expect(uris.length).toBeGreaterThan(1);
});

it('takes a semicolon for what it stands for', () => {
  const text =
    '; Ours.\n\n[t_a]\nserver_uri = sip:a.example\\;transport=tcp\nclient_uri = sip:u%3B@a.example\\;transport=tcp\n';
  expect(readRegistrationConf(text)).toEqual(
    new Map([['t_a', { serverUri: 'sip:a.example;transport=tcp', clientUri: 'sip:u%3B@a.example;transport=tcp' }]]),
  );
});

it('is empty before there is a configuration', async () => {
  expect(await registrationUris(join(import.meta.dirname, 'none'))).toEqual(new Map());
});

const values = (text: string, key: string) =>
  [...text.matchAll(new RegExp(`^${key} = (.*)$`, 'gm'))].map(([, value = '']) => value.replaceAll('\\;', ';'));
