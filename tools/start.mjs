// `npm start`: makes sure that everything is installed and built, then runs the lab. Built-ins only, because it runs
// before anything is installed.
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { buildIfChanged, install, nodeProblem } from './fresh.mjs';

const root = join(import.meta.dirname, '..');
const say = (message) => console.log(`  ${message}`);

function main() {
  const problem = nodeProblem();
  if (problem) throw new Error(problem);
  install(say);
  buildIfChanged(say);
  const lab = spawn(process.execPath, [join(root, 'dist/apps/lab/src/main.js'), 'up', ...process.argv.slice(2)], {
    cwd: root,
    // The channel carries nothing: the lab sees by its end that this process is gone.
    stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
  });
  // Ctrl-C reaches the lab by itself, and it needs a moment to stop everything: stay until it is gone.
  process.on('SIGINT', () => undefined);
  for (const signal of ['SIGTERM', 'SIGHUP']) process.on(signal, () => lab.kill('SIGTERM'));
  lab.on('error', (error) => {
    console.error(error.message);
    process.exitCode = 1;
  });
  lab.on('exit', (code, signal) => {
    process.exitCode = signal ? 1 : (code ?? 1);
  });
}

try {
  main();
} catch (error) {
  console.error(error.message);
  process.exitCode = 1;
}
