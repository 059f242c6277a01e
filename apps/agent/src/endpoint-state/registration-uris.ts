import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** Whom a registration is for and where it is sent, as its configuration says. */
export interface RegistrationUris {
  clientUri: string;
  serverUri: string;
}

/** The registrations that Asterisk has been given, by name; Asterisk lists them without whom they are for. */
export async function registrationUris(etcDirectory: string): Promise<Map<string, RegistrationUris>> {
  const path = join(etcDirectory, 'generated/current/pjsip_registration.conf');
  return readRegistrationConf(await readFile(path, 'utf8').catch(() => ''));
}

/** From the text of our pjsip_registration.conf, whose values have `\;` for `;`. */
export function readRegistrationConf(text: string): Map<string, RegistrationUris> {
  const sections = text.split(/^\[/m).slice(1);
  return new Map(
    sections.map((section) => {
      const value = (key: string) =>
        (new RegExp(`^${key} = (.*)$`, 'm').exec(section)?.[1] ?? '').replaceAll('\\;', ';');
      return [
        section.slice(0, section.indexOf(']')),
        { clientUri: value('client_uri'), serverUri: value('server_uri') },
      ];
    }),
  );
}
