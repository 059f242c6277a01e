import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  closeSync,
  existsSync,
  mkdtempSync,
  openSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isRealTimeAllowed } from '@trunkline/local-runtime';
import { testTools } from '../lab/test-tools.js';
import { parseMessageTrace, type SipMessage } from './message-trace.js';
import { parseCounts, parseResponseTimes, parseStatistics, type RequestCount } from './statistics.js';

/** An address and port of one side; SIP's 5060 unless named. */
export interface SipAddress {
  address: string;
  port?: number;
}

/** One run of SIPp. */
export interface SippRun {
  /** The scenario as XML. */
  scenario: string;
  local: SipAddress;
  /** Where requests go; left out for a scenario that waits. */
  remote?: SipAddress;
  /** `[service]` of the scenario: the number to call. */
  service?: string;
  /** Values of `[name]` in the scenario. */
  keys?: Record<string, string>;
  /** Rows of `[field0]`, `[field1]` …: one for each call, from the start again when there are more calls. */
  rows?: readonly (readonly string[])[];
  /** What `[authentication]` uses (SIP digest). */
  auth?: { username: string; password: string };
  /** How many calls in all; 1 unless named. A scenario that waits for calls ends by itself, or by `stop`. */
  calls?: number;
  callsPerSecond?: number;
  /** No call begins while so many are under way; 5,000 unless named. */
  atOnce?: number;
  /** Length of `<pause/>`. */
  pauseMs?: number;
  /** Pattern of the Call-IDs (`-cid_str`); without an `@` one can be named in a URI. */
  callId?: string;
  /** Keeps every message with its time. Off for load: it is some megabytes a second. */
  trace?: boolean;
  /** False: what comes twice is for the scenario to expect, and nothing is sent again by itself. */
  repeats?: boolean;
  /** Keeps how long each answer took; the scenario names what is timed (`start_rtd`, `rtd`). */
  responseTimes?: boolean;
  /** A call that waits so long for a message is given up, and counts as failed; unless named it waits. */
  patienceMs?: number;
  /** The run is ended, and counts as failed, after this time; 60 s unless named. */
  timeoutMs?: number;
}

/** What became of a run. */
export interface SippResult {
  exitCode: number | null;
  successful: number;
  failed: number;
  /** Messages sent again because no answer came in time, of any kind. */
  retransmissions: number;
  /** What was sent of each request, by method. */
  requests: Map<string, RequestCount>;
  messages: SipMessage[];
  /** Milliseconds from a request to its answer; see `responseTimes` of the run. */
  responseTimes: number[];
  /** SIPp's own words on what it did not expect. */
  errors: string;
}

/** A running SIPp. */
export interface SippProcess {
  /** Where its files lie; removed when it has ended, unless TRUNKLINE_KEEP is set. */
  readonly directory: string;
  /** Settles when all calls are done; rejects only when SIPp could not run at all. */
  readonly done: Promise<SippResult>;
  /** Messages seen so far, while it runs; needs `trace`. Afterwards they are in the result. */
  messages(): SipMessage[];
  /** Takes no new calls, ends as soon as those under way have ended. */
  stop(): Promise<SippResult>;
  /** Ends at once and says nothing to the other side, like a phone whose power is cut. */
  kill(): Promise<SippResult>;
}

/** Starts SIPp and waits until its socket is bound, so that a call sent to it right away arrives. */
export async function startSipp(run: SippRun): Promise<SippProcess> {
  const directory = mkdtempSync(join(tmpdir(), 'trunkline-sipp-'));
  const child = launch(run, directory, (await testTools()).path);
  const done = finish(child, directory);
  done.catch(() => {});
  await Promise.race([bound(run.local, child), done]);
  const end = async (signal: NodeJS.Signals): Promise<SippResult> => {
    if (child.exitCode === null && child.signalCode === null) child.kill(signal);
    return done;
  };
  return {
    directory,
    done,
    messages: () => readMessages(directory),
    stop: () => end('SIGUSR1'),
    kill: () => end('SIGKILL'),
  };
}

/** Runs SIPp to its end. */
export async function runSipp(run: SippRun): Promise<SippResult> {
  return (await startSipp(run)).done;
}

function launch(run: SippRun, directory: string, root: string): ChildProcess {
  writeFileSync(join(directory, 'scenario.xml'), run.scenario);
  const libraries = readdirSync(join(root, 'usr/lib'))
    .filter((name) => name.endsWith('-linux-gnu'))
    .map((name) => join(root, 'usr/lib', name));
  const loader = ['lib64/ld-linux-x86-64.so.2', 'usr/lib/ld-linux-aarch64.so.1']
    .map((path) => join(root, path))
    .find((path) => existsSync(path));
  if (!loader) throw new Error(`no program loader in ${root}`);
  const output = openSync(join(directory, 'output'), 'w');
  // The root's own loader and libraries: SIPp needs no chroot, so tests that use it need no privilege.
  const sipp = [loader, '--library-path', libraries.join(':'), join(root, 'usr/bin/sipp')];
  const [command = loader, ...args] = [...ahead(), ...sipp, ...sippArguments(run, directory)];
  const child = spawn(command, args, {
    cwd: directory,
    stdio: ['ignore', output, output],
    env: { PATH: '/usr/bin:/bin', TZ: 'UTC', TERM: 'dumb' },
  });
  closeSync(output);
  return child;
}

/**
 * What stands before SIPp where the machine allows it: SIPp is a machine of its own in truth, so it does not wait for an
 * Asterisk that comes before all others.
 */
function ahead(): string[] {
  return isRealTimeAllowed() ? ['chrt', '--rr', '10'] : [];
}

function sippArguments(run: SippRun, directory: string): string[] {
  const args = ['-sf', 'scenario.xml', '-i', run.local.address, '-p', String(run.local.port ?? 5060)];
  if (run.remote) args.unshift(`${run.remote.address}:${run.remote.port ?? 5060}`);
  if (run.remote) args.push('-m', String(run.calls ?? 1), '-r', String(run.callsPerSecond ?? 10));
  if (run.remote) args.push('-l', String(run.atOnce ?? 5000));
  args.push('-nostdin', '-aa', '-trace_stat', '-stf', 'statistics.csv', '-fd', '1', '-trace_counts');
  args.push('-trace_err', '-error_file', 'errors', '-timeout', `${run.timeoutMs ?? 60_000}ms`, '-timeout_error');
  if (run.trace ?? true) args.push('-trace_msg', '-message_file', 'messages');
  if (run.repeats === false) args.push('-nr');
  if (run.responseTimes) args.push('-trace_rtt', '-rtt_freq', '1');
  if (run.pauseMs !== undefined) args.push('-d', String(run.pauseMs));
  if (run.patienceMs !== undefined) args.push('-recv_timeout', String(run.patienceMs));
  if (run.callId !== undefined) args.push('-cid_str', run.callId);
  if (run.service !== undefined) args.push('-s', run.service);
  if (run.auth) args.push('-au', run.auth.username, '-ap', run.auth.password);
  for (const [name, value] of Object.entries(run.keys ?? {})) args.push('-key', name, value);
  if (run.rows) {
    writeFileSync(join(directory, 'rows.csv'), ['SEQUENTIAL', ...run.rows.map((row) => row.join(';')), ''].join('\n'));
    args.push('-inf', 'rows.csv');
  }
  return args;
}

async function finish(child: ChildProcess, directory: string): Promise<SippResult> {
  const [exitCode] = (await once(child, 'exit')) as [number | null];
  const file = (ending: string) => readdirSync(directory).find((name) => name.endsWith(ending));
  const [counts, times] = [file('_counts.csv'), file('_rtt.csv')];
  const statistics = read(directory, 'statistics.csv');
  const errors = read(directory, 'errors') || read(directory, 'output').slice(-2000);
  if (!statistics && exitCode !== null) throw new Error(`SIPp did not run (exit code ${exitCode}): ${errors}`);
  const requests = parseCounts(counts ? read(directory, counts) : '');
  const { successful, failed, retransmissions } = parseStatistics(statistics);
  const result = {
    exitCode,
    // SIPp takes the OPTIONS it answers for calls.
    successful: successful - (requests.get('OPTIONS')?.received ?? 0),
    failed,
    retransmissions,
    requests,
    messages: readMessages(directory),
    responseTimes: parseResponseTimes(times ? read(directory, times) : ''),
    errors: exitCode === 0 ? '' : errors,
  };
  if (!process.env.TRUNKLINE_KEEP) rmSync(directory, { recursive: true, force: true });
  return result;
}

function read(directory: string, name: string): string {
  const path = join(directory, name);
  return existsSync(path) ? readFileSync(path, 'latin1') : '';
}

function readMessages(directory: string): SipMessage[] {
  return parseMessageTrace(read(directory, 'messages'));
}

/** Waits until the kernel lists the UDP socket. */
async function bound(local: SipAddress, child: ChildProcess): Promise<void> {
  const hex = (value: number, digits: number): string => value.toString(16).toUpperCase().padStart(digits, '0');
  const address = local.address.split('.').map(Number).reverse();
  const entry = `${address.map((byte) => hex(byte, 2)).join('')}:${hex(local.port ?? 5060, 4)}`;
  while (child.exitCode === null && !readFileSync('/proc/net/udp', 'utf8').includes(entry))
    await new Promise((resolve) => setTimeout(resolve, 5));
}
