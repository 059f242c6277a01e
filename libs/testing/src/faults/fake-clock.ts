import { copyFile, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { testTools } from '../lab/test-tools.js';

const library = 'libfaketimeMT.so.1';

/**
 * A wall clock that can be set, for programs that are started while it is `given` (libfaketime). The monotonic clock
 * stays the machine's, as when an operator or NTP sets the time.
 */
export class FakeClock {
  private constructor(private readonly folder: string) {}

  /** Lies in `folder`, which the programs must see under the same path. Shows the right time. */
  static async in(folder: string): Promise<FakeClock> {
    const libraries = join((await testTools()).path, 'usr/lib');
    for (const name of await readdir(libraries)) {
      const path = join(libraries, name, 'faketime', library);
      await copyFile(path, join(folder, library)).catch((error: NodeJS.ErrnoException) => {
        if (error.code !== 'ENOENT' && error.code !== 'ENOTDIR') throw error;
      });
    }
    const clock = new FakeClock(folder);
    await clock.set(0);
    return clock;
  }

  /** Programs that `start` starts have this clock, from then on and as long as they run. */
  async given(start: () => Promise<unknown>): Promise<void> {
    const env = {
      LD_PRELOAD: join(this.folder, library),
      FAKETIME_TIMESTAMP_FILE: this.#file,
      FAKETIME_CACHE_DURATION: '1',
      FAKETIME_DONT_FAKE_MONOTONIC: '1',
    };
    Object.assign(process.env, env);
    try {
      await start();
    } finally {
      for (const name of Object.keys(env)) delete process.env[name];
    }
  }

  /** Sets it to this many seconds after the right time, or before it. Everybody sees it within a second. */
  set(seconds: number): Promise<void> {
    return writeFile(this.#file, `${seconds < 0 ? '' : '+'}${seconds}\n`);
  }

  get #file(): string {
    return join(this.folder, 'faketime');
  }
}
