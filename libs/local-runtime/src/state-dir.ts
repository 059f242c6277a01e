import { homedir } from 'node:os';
import { join } from 'node:path';

/** Where Trunkline keeps what outlives the work tree: `TRUNKLINE_STATE`, else the place usual for the user. */
export function defaultStateDir(env: NodeJS.ProcessEnv = process.env): string {
  if (env.TRUNKLINE_STATE) return env.TRUNKLINE_STATE;
  if (process.getuid?.() === 0) return '/var/lib/trunkline';
  return join(env.XDG_STATE_HOME ?? join(homedir(), '.local/state'), 'trunkline');
}
