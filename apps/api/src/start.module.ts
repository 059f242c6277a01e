import { type DynamicModule, Global, Module } from '@nestjs/common';
import type { ApiEnv, Logger } from '@trunkline/platform';
import type { AudioWorker } from './audio-files/audio-converter.js';
import { API_ENV, AUDIO_WORKER, LOGGER } from './tokens.js';

@Global()
@Module({})
class StartModule {}

/** What the process was started with, for every module. */
export function startModule(env: ApiEnv, log: Logger, audioWorker: AudioWorker | null): DynamicModule {
  const providers = [
    { provide: API_ENV, useValue: env },
    { provide: LOGGER, useValue: log },
    { provide: AUDIO_WORKER, useValue: audioWorker },
  ];
  return { module: StartModule, providers, exports: [API_ENV, LOGGER, AUDIO_WORKER] };
}
