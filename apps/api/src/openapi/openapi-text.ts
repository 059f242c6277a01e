import { createLogger, readApiEnv } from '@trunkline/platform';
import { appModule } from '../app.module.js';
import { bareApp } from '../create-app.js';
import { apiDescription } from './document.js';

/** The API description as the text of docs/openapi.json. Nothing is started and nothing connected for it. */
export async function openapiText(): Promise<string> {
  const env = readApiEnv({
    DATABASE_URL: 'postgres://nobody@127.0.0.1/nothing',
    TRUNKLINE_KEY: Buffer.alloc(32).toString('base64'),
    TRUNKLINE_NODE_TOKEN: 'not-a-token',
  });
  const log = createLogger({ service: 'api', level: 'error', write: (line) => void process.stderr.write(line) });
  const app = await bareApp(appModule(env, log, null), log, true);
  try {
    return `${JSON.stringify(apiDescription(app), undefined, 2)}\n`;
  } finally {
    await app.close();
  }
}
