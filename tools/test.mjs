// `npm test [-- PROJECT… | -- VITEST-OPTION…]`: installs and builds when something changed, then runs the tests.
// Built-ins only, because it is the first thing that runs on a machine. What else tests need (Asterisk, SIPp,
// Chromium) they make once below the state folder, TRUNKLINE_STATE.
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { buildIfChanged, install, nodeProblem } from './fresh.mjs';

const root = join(import.meta.dirname, '..');
const projects = ['unit', 'database', 'lab', 'browser', 'bench'];
// The projects whose tests start the built programs.
const needBuild = ['database', 'lab', 'browser', 'bench'];

async function main(asked) {
  const problem = nodeProblem();
  if (problem) throw new Error(problem);
  const chosen = asked.filter((word) => projects.includes(word));
  const options = asked.filter((word) => !projects.includes(word));
  install(console.log);
  if (chosen.length === 0 || chosen.some((project) => needBuild.includes(project))) await buildIfChanged(console.log);
  // The lab is two projects, see vitest.config.ts.
  const named = chosen.map((project) => `--project=${project === 'lab' ? 'lab*' : project}`);
  const vitest = join(root, 'node_modules/vitest/vitest.mjs');
  const { status } = spawnSync(process.execPath, [vitest, 'run', ...named, ...options], {
    cwd: root,
    stdio: 'inherit',
  });
  process.exitCode = status ?? 1;
}

main(process.argv.slice(2)).catch((error) => {
  console.error(error.message);
  process.exitCode = 1;
});
