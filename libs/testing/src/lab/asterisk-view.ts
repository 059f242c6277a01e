import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { LabStack } from './lab-stack.js';

const kinds = {
  endpoint: ['res_pjsip', 'endpoints'],
  auth: ['res_pjsip', 'auths'],
  aor: ['res_pjsip', 'aors'],
  identify: ['res_pjsip_endpoint_identifier_ip', 'identifies'],
  registration: ['res_pjsip_outbound_registration', 'registrations'],
} as const;
export type ObjectKind = keyof typeof kinds;
export const objectKinds = Object.keys(kinds) as ObjectKind[];

// ` Endpoint:  e_…/1001  …`, ` I/OAuth:  t_…/user`, and of registrations ` t_…/sip:…`.
const listed = /^ *(?:Endpoint|I\/OAuth|InAuth|OutAuth|Auth|Aor|Identify): +([^\s/<]+)|^ *([A-Za-z0-9_-]+)\/sip:/gm;

/** One object of Asterisk as ARI reads it, field by field; undefined when there is none. Passwords are in clear. */
export async function asteriskObject(
  lab: LabStack,
  kind: ObjectKind,
  name: string,
): Promise<Record<string, string> | undefined> {
  const { url, username, password } = lab.ari;
  const answer = await fetch(`${url}/ari/asterisk/config/dynamic/${kinds[kind][0]}/${kind}/${name}`, {
    headers: { authorization: `Basic ${Buffer.from(`${username}:${password}`).toString('base64')}` },
    signal: AbortSignal.timeout(10_000),
  });
  if (answer.status === 404) return undefined;
  if (!answer.ok) throw new Error(`${kind} ${name}: ${answer.status} ${await answer.text()}`);
  const fields = (await answer.json()) as { attribute: string; value: string }[];
  return Object.fromEntries(fields.map(({ attribute, value }) => [attribute, value]));
}

/** Names of all objects of a kind that Asterisk has, whoever made them. */
export async function objectNames(lab: LabStack, kind: ObjectKind): Promise<string[]> {
  const printed = await lab.asteriskCommand(`pjsip list ${kinds[kind][1]}`);
  const names = [...printed.matchAll(listed)];
  return names.map(([, name, registration]) => name ?? registration ?? '').sort();
}

/** All that Asterisk runs of a revision, as one text: every object with its fields, and the dialplan. */
export async function asteriskView(lab: LabStack): Promise<string> {
  const ofKind = async (kind: ObjectKind) =>
    Promise.all(
      (await objectNames(lab, kind)).map(
        async (name) => `${kind} ${name} ${JSON.stringify(await asteriskObject(lab, kind, name))}`,
      ),
    );
  const parts = (await Promise.all(objectKinds.map(ofKind))).flat();
  const dialplan = await lab.asteriskCommand('dialplan show');
  const contexts = dialplan.split(/^(?=\[ Context )/m).filter((text) => /^\[ Context 'tl-(in|out)/.test(text));
  return [...parts, ...contexts.map((text) => text.trimEnd()).sort()].join('\n');
}

/** The files of the revision that Asterisk reads, as one text. */
export async function currentFiles(lab: LabStack): Promise<string> {
  const directory = join(lab.etc, 'generated/current');
  const names = (await readdir(directory)).sort();
  const texts = await Promise.all(
    names.map(async (name) => `== ${name}\n${await readFile(join(directory, name), 'utf8')}`),
  );
  return texts.join('');
}
