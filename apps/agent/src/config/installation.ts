import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { confSections } from '@trunkline/config-renderer';
import type { Installation } from '@trunkline/contracts';

/**
 * What the node was installed with, from the static files that the installation wrote into `etcDirectory`; null when
 * they do not say.
 */
export async function readInstallation(etcDirectory: string): Promise<Installation | null> {
  const text = (name: string) => readFile(join(etcDirectory, name), 'utf8').catch(() => '');
  const [pjsip, rtp] = await Promise.all([text('pjsip.conf'), text('rtp.conf')]);
  const bind = bindOf(pjsip);
  const rtpPortStart = Number(/^rtpstart = (\d+)$/m.exec(rtp)?.[1]);
  const rtpPortEnd = Number(/^rtpend = (\d+)$/m.exec(rtp)?.[1]);
  if (bind === null || Number.isNaN(rtpPortStart) || Number.isNaN(rtpPortEnd)) return null;
  return { sipAddress: bind.address, sipPort: bind.port, rtpPortStart, rtpPortEnd };
}

/** The port of SIP that Asterisk takes at its next start. */
export async function nextSipPort(etcDirectory: string): Promise<number | null> {
  const path = join(etcDirectory, 'generated/current/pjsip_transport.conf');
  const generated = bindOf(await readFile(path, 'utf8').catch(() => ''));
  return generated?.port ?? (await readInstallation(etcDirectory))?.sipPort ?? null;
}

/** Address and port in `bind` of the transport `udp`; that of `tcp` is the same. */
export function bindOf(conf: string): { address: string; port: number } | null {
  const [, address, port] = /^bind = ([\d.]+):(\d+)$/m.exec(confSections(conf).get('udp') ?? '') ?? [];
  return address === undefined ? null : { address, port: Number(port) };
}
