import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import {
  defaultStateDir,
  logTail,
  type Part,
  type PartName,
  ports,
  prepareStack,
  type Slot,
  type Stack,
} from '@trunkline/local-runtime';
import { inject } from 'vitest';
import { LiveClient } from '../client/live-client.js';
import { RestClient } from '../client/rest-client.js';
import { AgentFaults } from '../faults/agent-faults.js';
import { madeApiKey } from './admin.js';
import { copyState } from './prepared-state.js';

/** A whole system of its own for one spec file: Postgres, Asterisk, carrier, agent and API, with nothing configured. */
export interface LabStack {
  readonly slot: Slot;
  /** Everything this stack writes lies below. */
  readonly directory: string;
  /** REST with an API key that may do everything. */
  readonly api: RestClient;
  readonly adminPassword: string;
  readonly carrier: Stack['carrier'];
  readonly carrierAccount: { username: string; password: string };
  /** Each process by itself: start, stop, SIGSTOP (`pause`), SIGCONT (`resume`). */
  readonly parts: Stack['parts'];
  /** What is to go wrong in the agent; only with `faults`. */
  readonly faults: AgentFaults;
  /** The PBX's Asterisk from outside: ARI with the lab's own credentials. */
  readonly ari: { url: string; username: string; password: string };
  /** The configuration folder of the PBX's Asterisk. */
  readonly etc: string;
  /** The control socket of the PBX's Asterisk. */
  readonly controlSocket: string;
  /** The spool file of call events. */
  readonly celFile: string;
  /** Resolves when the agent follows Asterisk and the API is ready, by what each says of itself. */
  ready(): Promise<void>;
  /** Runs a command of the PBX's Asterisk and gives what it prints. */
  asteriskCommand(command: string): Promise<string>;
  /** A new client of the live stream. */
  live(since?: number): Promise<LiveClient>;
  /** Ends everything and removes what it wrote. */
  stop(): Promise<void>;
}

export type { PartName };

interface LabOptions {
  slot: number;
  /** More environment of the agent. */
  agentEnv?: NodeJS.ProcessEnv;
  /** The agent is one in which things can be made to go wrong. */
  faults?: boolean;
  /** What follows the calls has real-time priority. */
  realTime?: boolean;
  /** Starts the parts in another way than all at once; `directory` is where the stack writes. Resolves when they are ready. */
  start?: (stack: Stack, directory: string) => Promise<void>;
}

const startAll = (stack: Stack) => stack.start();

/**
 * Starts a stack on the loopback addresses of `slot`. No two stacks of a slot may run at the same time; spec files of
 * the lab run one after the other, and each uses a slot of its own all the same, so that what one leaves behind
 * cannot disturb the next. With TRUNKLINE_KEEP set, logs and files stay.
 */
export async function labStack(options: LabOptions): Promise<LabStack> {
  const { directory, adminPassword } = await copyState(inject('labState'), options.slot);
  const faults = new AgentFaults(join(directory, 'faults.json'));
  const agentEnv = { ...options.agentEnv, ...(options.faults ? faults.env : {}) };
  const stack = await prepareStack({
    stateDir: directory,
    sharedDir: defaultStateDir(),
    slot: options.slot,
    migrated: true,
    agentEnv,
    realTime: options.realTime,
  });
  try {
    await (options.start ?? startAll)(stack, directory);
    const apiKey = await madeApiKey(stack.apiUrl, { username: 'admin', password: adminPassword });
    return {
      slot: stack.slot,
      directory,
      api: new RestClient(stack.apiUrl, apiKey),
      adminPassword,
      carrier: stack.carrier,
      carrierAccount: stack.carrierAccount,
      parts: stack.parts,
      faults,
      ari: { url: `http://${stack.slot.pbx}:${ports.ari}`, username: 'trunkline', password: stack.secrets.ariPassword },
      etc: stack.pbx.dirs.etc,
      controlSocket: join(stack.pbx.dirs.run, 'asterisk.ctl'),
      celFile: join(stack.pbx.dirs.cel, 'trunkline.jsonl'),
      ready: () => stack.ready(),
      asteriskCommand: (command) => stack.pbx.command(command),
      live: (since) => LiveClient.connect(stack.apiUrl, { apiKey, ...(since === undefined ? {} : { since }) }),
      stop: () => stopAndRemove(stack, directory),
    };
  } catch (error) {
    for (const part of ['agent', 'api']) console.log(`${part}:\n${await logTail(join(stack.logDir, `${part}.log`))}`);
    await stopAndRemove(stack, directory);
    throw error;
  }
}

async function stopAndRemove(stack: Stack, directory: string): Promise<void> {
  if (process.env.TRUNKLINE_KEEP) {
    await stack.stop();
    return console.log(`kept ${directory}`);
  }
  // Nothing of it is needed any more, so nobody is given the time to end in order.
  const { postgres, ...others } = stack.parts;
  const end = async (part: Part, signal: NodeJS.Signals) => {
    if (part.pid !== null) await part.kill(signal);
  };
  await Promise.all([end(postgres, 'SIGQUIT'), ...Object.values(others).map((part) => end(part, 'SIGKILL'))]);
  await stack.stop();
  await rm(directory, { recursive: true, force: true });
}
