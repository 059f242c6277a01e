// Builds everything into dist. Built-ins only: it also runs before anything else is there.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

const root = join(import.meta.dirname, '..');
const stamp = join(root, 'dist/.sources');
const builtFrom = [
  'apps',
  'libs',
  'package-lock.json',
  'tsconfig.json',
  'tools/build.mjs',
  'tools/programs.config.mjs',
];
const vite = 'vite/bin/vite.js';

/** Runs one of the installed tools and shows what it writes only when it fails. */
function tool(script, ...args) {
  const command = [join(root, 'node_modules', script), ...args];
  const result = spawnSync(process.execPath, command, { cwd: root, encoding: 'utf8' });
  if (result.status === 0) return;
  process.stderr.write(`${result.stdout ?? ''}${result.stderr ?? ''}`);
  throw new Error(`the build failed: ${script} ${args.join(' ')}`);
}

/** One line for each source file: its path, size and time of change. Specs are not part of what is built. */
function listing(path) {
  const stat = statSync(join(root, path), { throwIfNoEntry: false });
  if (!stat || /\.spec\.tsx?$/.test(path)) return [];
  if (!stat.isDirectory()) return [`${path} ${stat.size} ${stat.mtimeMs}`];
  return readdirSync(join(root, path))
    .sort()
    .flatMap((name) => listing(`${path}/${name}`));
}

const sources = () => createHash('sha256').update(builtFrom.flatMap(listing).join('\n')).digest('hex');

/** Builds api, agent, lab and the dashboard from scratch. */
export function build(say) {
  const before = sources();
  rmSync(join(root, 'dist'), { recursive: true, force: true });
  say('building api, agent and lab');
  tool(vite, 'build', '--config', 'tools/programs.config.mjs');
  if (existsSync(join(root, 'apps/dashboard/index.html'))) {
    say('building the dashboard');
    tool(vite, 'build', 'apps/dashboard', '--outDir', join(root, 'dist/dashboard'), '--emptyOutDir');
  }
  mkdirSync(join(root, 'dist'), { recursive: true });
  writeFileSync(stamp, before);
}

/** Builds when a source file changed since the last build. */
export function buildIfChanged(say) {
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === sources()) return;
  build(say);
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  try {
    build((message) => console.log(message));
  } catch (error) {
    console.error(error.message);
    process.exitCode = 1;
  }
}
