import { isIP } from 'node:net';
import { parseArgs } from 'node:util';
import { CommandFailed, isRealTimeAllowed, prepareStack, type Stack, takeLock } from '@trunkline/local-runtime';
import { type Demo, startDemo } from '../demo/demo.js';
import { labDir, labPlace, lockFile, rememberLab, runningLab } from '../lab-folder.js';

const say = (message: string) => console.log(`  ${message}`);

/** `up`: starts everything, stays until it is told to stop, and then stops everything. */
export async function up(args: string[]): Promise<number> {
  const { demo, port, listen, realTime } = options(args);
  const release = await takeLock(lockFile);
  if (!release) {
    const other = await runningLab();
    console.error(
      `A lab is running already (process ${other?.pid}${other?.url ? `, ${other.url}` : ''}); stop it first.`,
    );
    return 1;
  }
  const told = untilToldToStop();
  const started = Date.now();
  let stack: Stack | undefined;
  let demoRun: Demo | undefined;
  try {
    const databaseUrl = process.env.DATABASE_URL;
    const prepared = prepareStack({ ...labPlace, httpPort: port, listen, realTime, databaseUrl, restart: true, say });
    const made = await Promise.race([prepared, told]);
    if (!made) return 0;
    stack = made;
    await stack.assertAddressesFree();
    await rememberLab({ pid: process.pid, url: stack.apiUrl, httpPort: port, listen: listen ?? null });
    say('starting Postgres, Asterisk, the carrier, event relay, agent and API');
    await Promise.race([stack.start(), told]);
    if (!told.done) await announce(stack, started);
    if (demo && !told.done) {
      demoRun = startDemo(stack, say);
      // The PBX itself runs: who came to look at it should not lose it to a demo that did not work.
      const failed = demoRun.ready.catch((error: Error) => say(`demo: failed: ${error.message}`));
      await Promise.race([failed, told]);
    }
    await told;
    return 0;
  } catch (error) {
    if (told.done) return 0;
    throw error;
  } finally {
    if (stack) {
      say('stopping');
      await demoRun?.stop();
      await stack.stop();
    }
    await release();
  }
}

function options(args: string[]) {
  const { values } = parseArgs({
    args,
    options: {
      demo: { type: 'boolean' },
      port: { type: 'string' },
      listen: { type: 'string' },
      realtime: { type: 'boolean' },
    },
  });
  const port = Number(values.port ?? 8080);
  if (!Number.isInteger(port) || port < 1 || port > 65_535) throw new Error('--port must be a number from 1 to 65535');
  const { listen } = values;
  if (listen !== undefined && (isIP(listen) !== 4 || listen === '0.0.0.0')) {
    throw new Error('--listen must be one IPv4 address of this machine, such as 192.0.2.10');
  }
  const realTime = values.realtime === true;
  if (realTime && !isRealTimeAllowed())
    throw new Error('--realtime needs root, or a user who may set real-time priority (ulimit -r 10)');
  return { demo: values.demo === true, port, listen, realTime };
}

/** Prints the address, and on the first start who may log in: to the terminal only. */
async function announce(stack: Stack, started: number): Promise<void> {
  console.log(`
  Trunkline is running: ${stack.apiUrl}   (${((Date.now() - started) / 1000).toFixed(1)} s)
  SIP at ${stack.sipAddress}:5060, Asterisk ${stack.program.version}, data and logs in ${labDir}`);
  const password = await stack.cli(['create-admin', '--username', 'admin']).catch((error: unknown) => {
    // Exit code 3: there is an administrator already.
    if (error instanceof CommandFailed && error.code === 3) return null;
    throw error;
  });
  if (password) console.log(`\n  Log in as admin with the password ${password} (shown this once)`);
  console.log('\n  Ctrl-C stops everything.\n');
}

const hurryAfterMs = 1000;

/**
 * Resolves at the first SIGINT, SIGTERM or SIGHUP. A later SIGINT ends the process at once; one that comes with the
 * first is the same Ctrl-C, passed on by npm or by tools/start.mjs.
 */
function untilToldToStop(): Promise<void> & { done: boolean } {
  const state = { done: false };
  let toldAt = 0;
  const promise = new Promise<void>((resolve) => {
    const tell = () => {
      toldAt = state.done ? toldAt : Date.now();
      state.done = true;
      resolve();
    };
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
      process.on(signal, () => {
        if (state.done && signal === 'SIGINT' && Date.now() - toldAt > hurryAfterMs) process.exit(130);
        tell();
      });
    }
    // tools/start.mjs started us and is gone, by whatever cause.
    process.once('disconnect', tell);
  });
  return Object.defineProperty(promise, 'done', { get: () => state.done }) as Promise<void> & { done: boolean };
}
