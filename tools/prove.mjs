// `npm run prove [-- PATH…]`: the fault tests in their long form (TRUNKLINE_PROVE), which `npm test` has no time for.
// TRUNKLINE_SEED repeats the random choices of a run. Built-ins only, as tools/test.mjs.
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

const paths = process.argv.slice(2);
const { status } = spawnSync(
  process.execPath,
  [join(import.meta.dirname, 'test.mjs'), 'lab', ...(paths.length > 0 ? paths : ['tests/provisioning'])],
  { stdio: 'inherit', env: { ...process.env, TRUNKLINE_PROVE: '1' } },
);
process.exitCode = status ?? 1;
