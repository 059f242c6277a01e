import { type DynamicModule, Global, Module } from '@nestjs/common';
import type { ApiEnv, Logger } from '@trunkline/platform';
import { API_ENV, LOGGER } from './tokens.js';

@Global()
@Module({})
class StartModule {}

/** What the process was started with, for every module. */
export function startModule(env: ApiEnv, log: Logger): DynamicModule {
  const providers = [
    { provide: API_ENV, useValue: env },
    { provide: LOGGER, useValue: log },
  ];
  return { module: StartModule, providers, exports: [API_ENV, LOGGER] };
}
