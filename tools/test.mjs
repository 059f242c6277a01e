// `npm test [-- PROJECT… | -- PATH…]`: installs what package-lock.json says, builds, and runs the tests. Built-ins
// only, because it is the first thing that runs on a machine. Tests make what else they need (Asterisk, SIPp,
// Chromium) below the state folder TRUNKLINE_STATE, once.
import { spawnSync } from 'node:child_process';
import { existsSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const projects = ['unit', 'database', 'lab', 'browser'];
// The projects whose tests start the built programs.
const needBuild = ['lab', 'browser'];

function run(command, args) {
  const { status, error } = spawnSync(command, args, { cwd: root, stdio: 'inherit' });
  if (error) console.error(`${command}: ${error.message}`);
  if (status !== 0) process.exit(status ?? 1);
}

function changedAt(path) {
  return existsSync(join(root, path)) ? statSync(join(root, path)).mtimeMs : 0;
}

const [major, minor] = process.versions.node.split('.').map(Number);
if (major < 20 || (major === 20 && minor < 19)) {
  console.error(`Node ${process.versions.node} is too old: 20.19 or newer is needed.`);
  process.exit(1);
}

const asked = process.argv.slice(2);
const chosen = asked.filter((word) => projects.includes(word));
const rest = asked.filter((word) => !projects.includes(word));

if (changedAt('node_modules/.package-lock.json') < changedAt('package-lock.json')) {
  run('npm', ['ci', '--no-audit', '--no-fund']);
}
if (chosen.length === 0 || chosen.some((project) => needBuild.includes(project))) {
  run(process.execPath, ['tools/build.mjs']);
}
run(process.execPath, [
  'node_modules/vitest/vitest.mjs',
  'run',
  ...chosen.map((project) => `--project=${project}`),
  ...rest,
]);
