import { readFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { expect, it } from 'vitest';
import { findAsterisk } from '../asterisk/find-asterisk.js';
import { run } from '../process/run.js';
import { defaultStateDir } from '../state-dir.js';
import { findEnterMode } from './enter.js';
import { runInRoot } from './run-in-root.js';

it('enters a root with the PATH of an ordinary user, which does not lead to chroot', async () => {
  const { command, args } = runInRoot({ path: '/', enter: await findEnterMode() }, 'echo', ['inside']);
  const { stdout } = await run(command, args, { env: { PATH: '/usr/local/bin:/usr/bin:/bin' } });
  expect(stdout.trim()).toBe('inside');
});

it("has the machine's name servers within, which need not be asked for the machine's own name", async () => {
  const { root } = await findAsterisk({ stateDir: defaultStateDir() });
  const { command, args } = runInRoot(root, 'cat', ['/etc/resolv.conf', '/etc/hosts']);
  const { stdout } = await run(command, args);
  const servers = await readFile('/etc/resolv.conf', 'utf8');
  expect(stdout.startsWith(servers)).toBe(true);
  const hosts = stdout.slice(servers.length).split('\n');
  for (const address of ['127.0.0.1', '::1']) expect(hosts).toContain(`${address} localhost ${hostname()}`);
});
