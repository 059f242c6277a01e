import 'reflect-metadata';
import { createLogger, EnvError, readApiEnv, secretValues } from '@trunkline/platform';
import { appModule } from './app.module.js';
import { createApp } from './create-app.js';
import { Database } from './database/database.js';

async function main(): Promise<void> {
  const env = readApiEnv();
  const log = createLogger({ service: 'api', level: env.LOG_LEVEL, secrets: secretValues(env) });
  process.on('unhandledRejection', (error) => log.error({ err: error }, 'unhandled rejection'));
  const audioWorker = { file: new URL('./audio-files/audio-worker.js', import.meta.url) };
  const app = await createApp(appModule(env, log, audioWorker), env, log);
  void app.get(Database).wrongKey.then((error) => {
    console.error(error.message);
    process.exit(1);
  });
  app.enableShutdownHooks(['SIGTERM', 'SIGINT'], { useProcessExit: true });
  await app.listen(env.HTTP_PORT, env.HTTP_HOST);
  log.info({ host: env.HTTP_HOST, port: env.HTTP_PORT }, 'API is listening');
}

main().catch((error: unknown) => {
  console.error(error instanceof EnvError ? error.message : error);
  process.exit(1);
});
