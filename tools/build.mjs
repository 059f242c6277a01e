// Builds everything into dist. Built-ins only: it also runs before anything else is there.
import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { availableParallelism, totalmem } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

const root = join(import.meta.dirname, '..');
const stamp = join(root, 'dist/.sources');
const builtFrom = ['apps', 'libs', 'package-lock.json', 'tsconfig.json', 'nest-cli.json', 'tools/build.mjs'];

/** Runs one of the installed tools and shows what it writes only when it fails. */
function tool(script, ...args) {
  const command = [join(root, 'node_modules', script), ...args];
  return new Promise((resolve, reject) => {
    execFile(process.execPath, command, { cwd: root, maxBuffer: Infinity }, (error, stdout, stderr) => {
      if (!error) return resolve();
      process.stderr.write(`${stdout}${stderr}`);
      reject(new Error(`the build failed: ${script} ${args.join(' ')}`));
    });
  });
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

const nest = (app) => ({ name: app, run: () => tool('@nestjs/cli/bin/nest.js', 'build', app) });
const dashboard = {
  name: 'the dashboard',
  run: () =>
    tool('vite/bin/vite.js', 'build', 'apps/dashboard', '--outDir', join(root, 'dist/dashboard'), '--emptyOutDir'),
};

/** A compiler takes a processor and up to a gigabyte. */
const atOnce = Math.max(1, Math.min(availableParallelism(), Math.floor(totalmem() / 2 ** 31)));

/** Builds api, agent, lab and the dashboard from scratch, as many at a time as the machine can. */
export async function build(say) {
  const before = sources();
  rmSync(join(root, 'dist'), { recursive: true, force: true });
  const left = ['api', 'agent', 'lab'].map(nest);
  if (existsSync(join(root, 'apps/dashboard/index.html'))) left.unshift(dashboard);
  const worker = async () => {
    for (let next = left.shift(); next; next = left.shift()) {
      say(`building ${next.name}`);
      await next.run();
    }
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
  mkdirSync(join(root, 'dist'), { recursive: true });
  writeFileSync(stamp, before);
}

/** Builds when a source file changed since the last build. */
export async function buildIfChanged(say) {
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === sources()) return;
  await build(say);
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  build((message) => console.log(message)).catch((error) => {
    console.error(error.message);
    process.exitCode = 1;
  });
}
