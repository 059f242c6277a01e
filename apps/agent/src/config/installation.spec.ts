import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fillTemplate } from '@trunkline/local-runtime';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { nextSipPort, readInstallation } from './installation.js';

const values = { ETC_DIR: '/etc/asterisk', SIP_BIND: '127.0.20.2', SIP_PORT: 5060, RTP_START: 10_000, RTP_END: 19_999 };
const templates = join(import.meta.dirname, '../../../../asterisk-config/static');
let etc: string;

beforeEach(async () => {
  etc = await mkdtemp(join(tmpdir(), 'tl-etc-'));
  await mkdir(join(etc, 'generated/current'), { recursive: true });
  for (const name of ['pjsip.conf', 'rtp.conf']) {
    await writeFile(join(etc, name), fillTemplate(await readFile(join(templates, name), 'utf8'), values, name));
  }
});

afterEach(() => rm(etc, { recursive: true, force: true }));

it('is read from the files that the installation wrote', async () => {
  const installed = { sipAddress: '127.0.20.2', sipPort: 5060, rtpPortStart: 10_000, rtpPortEnd: 19_999 };
  expect(await readInstallation(etc)).toEqual(installed);
  expect(await nextSipPort(etc)).toBe(5060);
});

it('the port of the settings comes before that of the installation', async () => {
  const text = '; x\n\n[udp](+)\nbind = 127.0.20.2:5070\n\n[tcp](+)\nbind = 127.0.20.2:5070\n';
  await writeFile(join(etc, 'generated/current/pjsip_transport.conf'), text);
  expect(await nextSipPort(etc)).toBe(5070);
});

it('is not known where there are no such files', async () => {
  expect(await readInstallation(join(etc, 'nowhere'))).toBeNull();
  expect(await nextSipPort(join(etc, 'nowhere'))).toBeNull();
});
