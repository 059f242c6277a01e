import { Global, Module } from '@nestjs/common';
import { SecretCipher } from '@trunkline/persistence';
import type { ApiEnv } from '@trunkline/platform';
import { API_ENV } from '../tokens.js';
import { Database } from './database.js';

/** The database and the cipher of the secrets in it. */
@Global()
@Module({
  providers: [
    Database,
    { provide: SecretCipher, inject: [API_ENV], useFactory: (env: ApiEnv) => new SecretCipher(env.TRUNKLINE_KEY) },
  ],
  exports: [Database, SecretCipher],
})
export class DatabaseModule {}
