import { chmod, mkdir } from 'node:fs/promises';
import { resolve } from 'node:path';
import { databaseName, databaseUrl, ensureDatabase } from './database.js';
import { clusterPassword, clusterVersion, initialiseCluster } from './initialise-cluster.js';
import { findPostgresPackage, installPrograms, type PostgresPackage } from './install-programs.js';
import { assertPortFree, type Launched, launch } from './launch.js';
import { type PostgresPaths, postgresPaths } from './paths.js';
import { assertReachable, type RunAs, serverUser } from './run-as.js';
import { findRunningServer, type PidFile, watchForeign } from './running-server.js';
import { signalServer, stopServer } from './server-processes.js';

/** Where the server lives and listens. `log` is told what is going on, in sentences. */
export interface PostgresSettings {
  stateDir: string;
  host: string;
  port: number;
  log?: (message: string) => void;
}

/** A server that runs. It survives the end of this process; the next start adopts it. */
export interface PostgresServer {
  /** URL of the database `trunkline`, with its password. */
  readonly url: string;
  readonly pid: number;
  /** True when it was running already. */
  readonly adopted: boolean;
  /** Resolves when the postmaster is gone, by whatever cause. */
  readonly exited: Promise<void>;
  /** URL of another database of this server. */
  urlOf(database: string): string;
  /** Fast shutdown: sessions are cut, everything is written. By force after `timeoutMs` (default 10 s). */
  stop(timeoutMs?: number): Promise<void>;
  /** Sends a signal to the postmaster. SIGSTOP and SIGCONT reach every process of the server. */
  kill(signal: NodeJS.Signals): Promise<void>;
}

/**
 * Starts the embedded Postgres of a state directory, made at first use, and resolves when it answers and has a
 * database `trunkline`. Adopts the server when it is running. Throws with a sentence for people.
 */
export async function startPostgres(settings: PostgresSettings): Promise<PostgresServer> {
  const { stateDir, host, port, log = () => undefined } = settings;
  const user = await serverUser();
  const binaries = await findPostgresPackage();
  const paths = postgresPaths(resolve(stateDir), binaries.version);
  await mkdir(resolve(stateDir), { recursive: true, mode: 0o711 });
  const password = await clusterPassword(paths);
  const running = await findRunningServer(paths.pidFile);
  const adopted = running !== null && (await adopts(running, host, port, log));
  if (!adopted) {
    await assertPortFree(host, port);
    await prepare(resolve(stateDir), paths, user, binaries, password, log);
  }
  const { pid, exited, hold } = adopted ? adoptedServer(running.pid) : await launch(paths, user, host, port);
  const urlOf = (database: string) => databaseUrl(host, port, password, database);
  await ensureDatabase(urlOf('postgres'));
  return {
    url: urlOf(databaseName),
    pid,
    adopted,
    exited,
    urlOf,
    stop: async (timeoutMs = 10_000) => {
      hold();
      await stopServer(pid, timeoutMs);
    },
    kill: (signal) => signalServer(pid, signal),
  };
}

function adoptedServer(pid: number): Launched {
  let waiting: NodeJS.Timeout | undefined;
  const exited = watchForeign(pid).finally(() => clearInterval(waiting));
  return {
    pid,
    exited,
    hold: () => {
      waiting ??= setInterval(() => undefined, 1000);
    },
  };
}

/** Whether the server that runs is the one that is wanted; one that is not, or is on its way out, is ended. */
async function adopts(found: PidFile, host: string, port: number, log: (message: string) => void): Promise<boolean> {
  const same = found.port === port && found.host === host;
  if (same && found.status !== 'stopping') {
    log(`Postgres is still running (pid ${found.pid}): using it.`);
    return true;
  }
  log(same ? 'Postgres is shutting down: waiting.' : `Postgres runs on ${found.host}:${found.port}: moving it.`);
  await stopServer(found.pid, 10_000);
  return false;
}

async function prepare(
  stateDir: string,
  paths: PostgresPaths,
  user: RunAs,
  binaries: PostgresPackage,
  password: string,
  log: (message: string) => void,
): Promise<void> {
  await chmod(stateDir, 0o711);
  await assertReachable(stateDir, user);
  await installPrograms(binaries, paths.programs);
  const existing = await clusterVersion(paths.data);
  const major = binaries.version.split('.')[0] ?? '';
  if (existing === null) {
    log('Making the database, once.');
    await initialiseCluster(paths, password, user);
  } else if (existing !== major) {
    throw new Error(`${paths.data} was made by Postgres ${existing}, this is Postgres ${major}: dump and restore it.`);
  }
}
