import type { Type } from '@nestjs/common';
import { afterAll, beforeAll } from 'vitest';
import type { DataSource } from '../database/types.js';
import { ApiUnderTest } from './api-under-test.js';

/** Starts the API on `database` for the spec file that calls it, with these variables of its environment besides. */
export function startedApi(
  database: { readonly url: string; readonly ds: DataSource },
  env: Record<string, string> = {},
  controllers: Type[] = [],
): () => ApiUnderTest {
  let api: ApiUnderTest | undefined;
  beforeAll(async () => {
    api = new ApiUnderTest(database.ds, { DATABASE_URL: database.url, ...env }, controllers);
    await api.start();
  });
  afterAll(() => api?.stop());
  return () => {
    if (!api) throw new Error('the API exists from beforeAll on');
    return api;
  };
}
