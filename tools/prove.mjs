// `npm run prove [-- PATH…]`: the fault tests in their long form (TRUNKLINE_PROVE), which `npm test` has no time for.
// TRUNKLINE_SEED repeats the random choices of a run. Built-ins only, as tools/test.mjs.
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

const everything = [
  'tests/provisioning',
  'tests/orders',
  'tests/records',
  'tests/resilience',
  'tests/routing',
  'search.db',
  'export.db',
  'stream-proof.db',
  'tests/dashboard/walk',
];
const asked = process.argv.slice(2);
const { status } = spawnSync(
  process.execPath,
  [join(import.meta.dirname, 'test.mjs'), 'database', 'lab', 'browser', ...(asked.length > 0 ? asked : everything)],
  { stdio: 'inherit', env: { ...process.env, TRUNKLINE_PROVE: '1' } },
);
process.exitCode = status ?? 1;
