import { join } from 'node:path';

/** Where an embedded server keeps its things below its state directory. */
export interface PostgresPaths {
  /** `bin`, `lib`, `share` of one version. */
  readonly programs: string;
  readonly data: string;
  readonly password: string;
  readonly log: string;
  readonly pidFile: string;
}

/** The paths of a state directory, for binaries of `version`. */
export function postgresPaths(stateDir: string, version: string): PostgresPaths {
  const data = join(stateDir, 'data');
  return {
    programs: join(stateDir, `postgres-${version}`),
    data,
    password: join(stateDir, 'password'),
    log: join(stateDir, 'postgres.log'),
    pidFile: join(data, 'postmaster.pid'),
  };
}
