import { chmod, mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { defaultStateDir, prepareStack, run, waitFor } from '@trunkline/local-runtime';
import { testTools } from './test-tools.js';

declare module 'vitest' {
  interface ProvidedContext {
    /** A folder to copy for each stack: a cluster with the schema and an administrator, and the secrets it is of. */
    labState: string;
  }
}

/** The slot in which the folder is made; no stack of a test has it. */
const preparingSlot = 60;
const passwordFile = 'admin-password';
const resultFile = 'prepared';
const success = 'done';

/** Begins to make what every stack starts from, once for a run of tests. The caller removes the folder when it is done. */
export async function beginToPrepare(): Promise<{ directory: string; done: Promise<void> }> {
  const directory = await stateFolder(preparingSlot);
  const result = (text: string) => writeFile(join(directory, resultFile), text);
  const making = Promise.all([prepare(directory), testTools((message) => console.log(message))]);
  const done = making.then(
    () => result(success),
    (error: Error) => result(`what the lab needs could not be made: ${error.message}`),
  );
  return { directory, done };
}

/** Resolves once the folder is made; rejects when it could not be. */
export async function untilPrepared(directory: string): Promise<void> {
  const read = async () => (await readFile(join(directory, resultFile), 'utf8')) || undefined;
  const result = await waitFor('the state of the lab', read, { timeoutMs: 30 * 60_000, everyMs: 200 });
  if (result !== success) throw new Error(result);
}

async function prepare(directory: string): Promise<void> {
  const stack = await prepareStack({ stateDir: directory, sharedDir: defaultStateDir(), slot: preparingSlot });
  try {
    await stack.parts.postgres.start();
    await stack.migrate();
    await writeFile(join(directory, passwordFile), await stack.cli(['create-admin', '--username', 'admin']));
  } finally {
    await stack.parts.postgres.stop();
  }
}

/** A copy of `prepared` for the stack of `slot`, and the administrator's password. */
export async function copyState(prepared: string, slot: number): Promise<{ directory: string; adminPassword: string }> {
  const directory = await stateFolder(slot);
  // The cluster has an owner of its own when root runs the tests.
  await run('cp', ['-a', '--reflink=auto', `${prepared}/.`, directory]);
  return { directory, adminPassword: await readFile(join(directory, passwordFile), 'utf8') };
}

async function stateFolder(slot: number): Promise<string> {
  // A short path: Unix sockets lie below it.
  const directory = await mkdtemp(join(tmpdir(), `tl-${slot}-`));
  // Postgres runs as a user of its own when root starts it.
  await chmod(directory, 0o755);
  return directory;
}
