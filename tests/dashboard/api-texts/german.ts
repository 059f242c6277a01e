import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { apiTranslator } from '../../../apps/dashboard/src/i18n/api-translator.js';

const folder = join(import.meta.dirname, '../../../apps/dashboard/src/i18n/de/api-texts');

function read(name: string): Record<string, string> {
  return JSON.parse(readFileSync(join(folder, name), 'utf8')) as Record<string, string>;
}

const files = readdirSync(folder).filter((name) => name.endsWith('.json'));
const sentences = files.filter((name) => name !== 'parts.json').flatMap((name) => Object.entries(read(name)));
const parts = read('parts.json');

/** Every entry of the German catalogue. */
export const germanEntries = [...sentences, ...Object.entries(parts)];

/** What the API says, in German, as the dashboard has it; null where it stays English. */
export const inGerman = apiTranslator({ sentences: Object.fromEntries(sentences), parts });
