// Installs and builds only when something changed since the last time. Built-ins only.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

export { buildIfChanged } from './build.mjs';

const root = join(import.meta.dirname, '..');
const lock = join(root, 'package-lock.json');
const installed = join(root, 'node_modules/.package-lock.json');
const stamp = join(root, 'node_modules/.trunkline-lock');

/** Says why this Node.js cannot run the project, or null. */
export function nodeProblem(version = process.versions.node) {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  const good = major > 20 || (major === 20 && minor >= 19);
  return good ? null : `Trunkline needs Node.js 20.19 or newer; this is ${version}.`;
}

function isInstalled(wanted) {
  if (!existsSync(installed)) return false;
  if (existsSync(stamp)) return readFileSync(stamp, 'utf8') === wanted;
  // Installed by hand, after the lock file was last written.
  return statSync(installed).mtimeMs >= statSync(lock).mtimeMs;
}

/** Runs `npm ci` when the lock file is not the one that node_modules was installed from. */
export function install(say) {
  const wanted = createHash('sha256').update(readFileSync(lock)).digest('hex');
  if (isInstalled(wanted)) return;
  say('installing dependencies (npm ci)');
  const result = spawnSync('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'], {
    cwd: root,
    stdio: 'inherit',
  });
  if (result.error) throw new Error(`npm could not be started: ${result.error.message}`);
  if (result.status !== 0) throw new Error('npm ci failed; what it wrote stands above');
  writeFileSync(stamp, wanted);
}
