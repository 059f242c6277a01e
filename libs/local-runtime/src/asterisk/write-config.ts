import { lstat, mkdir, readdir, readFile, readlink, rm, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** Values for the `@@NAME@@` placeholders of a template folder. */
export type TemplateValues = Readonly<Record<string, string | number>>;

/** Files of a generated revision that always exist, so that Asterisk's mappings and includes find them. */
export const generatedFiles = [
  'pjsip_endpoint.conf',
  'pjsip_auth.conf',
  'pjsip_aor.conf',
  'pjsip_identify.conf',
  'pjsip_registration.conf',
  'extensions.conf',
  'voicemail.conf',
  'pjsip_transport.conf',
  'rtp.conf',
  'indications.conf',
  'tls_certificate.pem',
  'tls_key.pem',
  'tls_authorities.pem',
] as const;

/**
 * Replaces the placeholders of one file. Throws when a placeholder has no value, and when a value could be read by
 * Asterisk as something else than a value: control characters, `;` (comment) and `[` (section).
 */
export function fillTemplate(text: string, values: TemplateValues, fileName: string): string {
  return text.replace(/@@([A-Z0-9_]+)@@/g, (_, name: string) => {
    const value = values[name];
    if (value === undefined) throw new Error(`${fileName}: there is no value for @@${name}@@`);
    if (/[\p{Cc};[]/u.test(String(value))) {
      throw new Error(`${fileName}: the value of @@${name}@@ holds a character that has a meaning in Asterisk's files`);
    }
    return String(value);
  });
}

/**
 * Writes the configuration folder of an Asterisk from a folder of templates. All files are checked before the first
 * is written. When they refer to `generated/current`, that folder is made ready too: see {@link prepareGenerated}.
 */
export async function writeAsteriskConfig(options: {
  templateDir: string;
  etcDir: string;
  values: TemplateValues;
}): Promise<void> {
  const { templateDir, etcDir, values } = options;
  const names = (await readdir(templateDir)).filter((name) => name.endsWith('.conf'));
  const texts = await Promise.all(
    names.map(
      async (name) => [name, fillTemplate(await readFile(join(templateDir, name), 'utf8'), values, name)] as const,
    ),
  );
  await mkdir(etcDir, { recursive: true, mode: 0o750 });
  for (const [name, text] of texts) await writeFile(join(etcDir, name), text, { mode: 0o640 });
  const stale = (await readdir(etcDir)).filter((name) => name.endsWith('.conf') && !names.includes(name));
  for (const name of stale) await rm(join(etcDir, name));
  if (texts.some(([, text]) => text.includes('generated/current'))) await prepareGenerated(etcDir);
}

const linkTarget = (path: string) => readlink(path).catch(() => null);

async function pointLink(path: string, target: string): Promise<void> {
  await rm(path, { force: true });
  await symlink(target, path);
}

/**
 * Makes `etcDir/generated` ready for a start of Asterisk: an empty revision 0 when there is none, and `current` set
 * back to `proven` (the last revision Asterisk accepted), because Asterisk must never boot on an untried one.
 */
export async function prepareGenerated(etcDir: string): Promise<void> {
  const dir = join(etcDir, 'generated');
  const [current, proven] = [join(dir, 'current'), join(dir, 'proven')];
  await mkdir(dir, { recursive: true, mode: 0o750 });
  const provenTarget = await linkTarget(proven);
  const exists = provenTarget !== null && (await lstat(join(dir, provenTarget)).catch(() => null)) !== null;
  if (provenTarget !== null && exists) {
    await fillUp(join(dir, provenTarget));
    if ((await linkTarget(current)) !== provenTarget) await pointLink(current, provenTarget);
    return;
  }
  await rm(join(dir, 'rev-0'), { recursive: true, force: true });
  await mkdir(join(dir, 'rev-0'), { recursive: true, mode: 0o750 });
  await fillUp(join(dir, 'rev-0'));
  await pointLink(proven, 'rev-0');
  await pointLink(current, 'rev-0');
}

/** Writes the files that a revision lacks, as one of an older version does: a missing include costs a whole file. */
async function fillUp(revision: string): Promise<void> {
  const present = await readdir(revision);
  for (const name of generatedFiles.filter((file) => !present.includes(file))) {
    await writeFile(join(revision, name), '; Nothing is configured yet.\n', { mode: 0o640 });
  }
}
