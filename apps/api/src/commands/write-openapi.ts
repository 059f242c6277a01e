import { writeFile } from 'node:fs/promises';
import { asyncapiText } from '../openapi/asyncapi.js';
import { openapiText } from '../openapi/openapi-text.js';
import { parse, UsageError } from './usage-error.js';

/** `openapi FILE [ASYNCAPI-FILE]`: writes the API description, and that of the stream; needs no database. */
export async function writeOpenapi(args: string[]): Promise<number> {
  const [file, asyncapiFile] = parse(args, {}).positionals;
  if (!file) throw new UsageError('FILE is missing.');
  await writeFile(file, await openapiText());
  if (asyncapiFile) await writeFile(asyncapiFile, asyncapiText());
  return 0;
}
