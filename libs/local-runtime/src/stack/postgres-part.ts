import { setTimeout as delay } from 'node:timers/promises';
import { type PostgresServer, startPostgres } from '../postgres/start-postgres.js';
import { giveRealTime } from '../process/real-time.js';
import { ports } from '../slot.js';
import { type Part, pausing } from './part.js';

/** The database of a stack: `url` is known once it was started the first time. */
export interface PostgresPart extends Part {
  readonly url: string | null;
}

/** A database that somebody else runs: it is neither started nor stopped. */
export function foreignPostgres(url: string): PostgresPart {
  const nothing = () => Promise.resolve();
  return { name: 'postgres', pid: null, url, start: nothing, stop: nothing, ...pausing(nothing) };
}

/** The embedded Postgres as a part; a server that ends by itself is started again when `restart` is set. */
export function embeddedPostgres(options: {
  stateDir: string;
  host: string;
  realTime?: boolean;
  restart?: boolean;
  say?: (message: string) => void;
}): PostgresPart {
  const { stateDir, host, realTime, restart, say } = options;
  let server: PostgresServer | null = null;
  let url: string | null = null;
  let wanted = false;
  const again = async () => {
    for (let pause = 200; wanted; pause = Math.min(pause * 2, 30_000)) {
      await delay(pause);
      if (!wanted) return;
      const failure = await start().then(
        () => null,
        (error: Error) => error,
      );
      say?.(failure ? `postgres could not be started again: ${failure.message}` : 'postgres runs again');
      if (!failure) return;
    }
  };
  const start = async () => {
    wanted = true;
    if (server) return;
    const started = await startPostgres({ stateDir, host, port: ports.postgres, log: say });
    server = started;
    url = started.url;
    if (realTime) await giveRealTime(started.pid);
    void started.exited.then(() => {
      if (server !== started) return;
      server = null;
      if (!wanted || !restart) return;
      say?.('postgres ended; starting it again');
      return again();
    });
  };
  return {
    name: 'postgres',
    get pid() {
      return server?.pid ?? null;
    },
    get url() {
      return url;
    },
    start,
    stop: async () => {
      wanted = false;
      const running = server;
      server = null;
      await running?.stop();
    },
    ...pausing(async (signal) => server?.kill(signal)),
  };
}
