import { chmod, mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runInRoot } from '@trunkline/local-runtime';
import { type Browser, chromium } from 'playwright-core';
import { testTools } from '../lab/test-tools.js';

const flags = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** Starts headless Chromium out of the private root of the test tools. The caller closes it. */
export async function startBrowser(): Promise<Browser> {
  const directory = await mkdtemp(join(tmpdir(), 'trunkline-browser-'));
  const executablePath = join(directory, 'chromium');
  // The package's own launcher script wants the machine's shell tools; the binary behind it does not.
  const { command, args } = runInRoot(await testTools(), '/usr/lib/chromium/chromium', [], { binds: [tmpdir()] });
  await writeFile(executablePath, `#!/bin/sh\nexec ${[command, ...args].map(quoted).join(' ')} "$@"\n`);
  await chmod(executablePath, 0o755);
  return chromium.launch({ executablePath, args: flags });
}

function quoted(word: string): string {
  return `'${word.replaceAll("'", `'\\''`)}'`;
}
