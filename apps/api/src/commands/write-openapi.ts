import { writeFile } from 'node:fs/promises';
import { openapiText } from '../openapi/openapi-text.js';
import { parse, UsageError } from './usage-error.js';

/** `openapi FILE`: writes the API description; needs neither a database nor an environment. */
export async function writeOpenapi(args: string[]): Promise<number> {
  const [file] = parse(args, {}).positionals;
  if (!file) throw new UsageError('FILE is missing.');
  await writeFile(file, await openapiText());
  return 0;
}
