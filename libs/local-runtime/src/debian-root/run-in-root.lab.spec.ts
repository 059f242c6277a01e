import { expect, it } from 'vitest';
import { run } from '../process/run.js';
import { findEnterMode } from './enter.js';
import { runInRoot } from './run-in-root.js';

it('enters a root with the PATH of an ordinary user, which does not lead to chroot', async () => {
  const { command, args } = runInRoot({ path: '/', enter: await findEnterMode() }, 'echo', ['inside']);
  const { stdout } = await run(command, args, { env: { PATH: '/usr/local/bin:/usr/bin:/bin' } });
  expect(stdout.trim()).toBe('inside');
});
