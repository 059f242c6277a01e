import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { AsteriskInstance } from '../asterisk/asterisk-instance.js';
import { type AsteriskProgram, findAsterisk } from '../asterisk/find-asterisk.js';
import { Carrier, entityId } from '../peers/carrier.js';
import { type Phone, Phones } from '../peers/phones.js';
import { assertFree } from '../process/address.js';
import { waitFor } from '../process/wait-for.js';
import { ports, type Slot, slot as slotOf } from '../slot.js';
import { agentEnv, apiEnv, pbxValues, relayEnv, type StackFacts, sharedEnv } from './environment.js';
import { nodeService, runCli } from './node-programs.js';
import { asteriskPart, type Part, servicePart } from './part.js';
import { embeddedPostgres, foreignPostgres, type PostgresPart } from './postgres-part.js';
import { projectDir } from './project.js';
import { type StackSecrets, stackSecrets } from './secrets.js';

/** What to start and where. */
export interface StackOptions {
  /** Everything this stack writes lies below. */
  stateDir: string;
  /** Where the private root of Asterisk is kept, shared by all stacks of a machine. */
  sharedDir: string;
  /** 0 is the lab; tests use 1 to 250. */
  slot?: number;
  /** Use this database instead of starting the embedded one. */
  databaseUrl?: string;
  /** The database has the schema of this version; it is not migrated. */
  migrated?: boolean;
  httpPort?: number;
  /** Address for real phones and carriers instead of the loopback address of the slot. */
  listen?: string;
  /** Further settings of the agent. */
  agentEnv?: NodeJS.ProcessEnv;
  /** The machine is the PBX's alone: what follows the calls comes right after them, before all else. */
  realTime?: boolean;
  /** Start parts again that end by themselves. */
  restart?: boolean;
  say?: (message: string) => void;
}

/** The parts of a stack in the order in which they are started. */
export type PartName = 'postgres' | 'relay' | 'asterisk' | 'carrier' | 'agent' | 'api';

/** A whole PBX on one machine; made by {@link prepareStack}, started as a whole or part by part. */
export class Stack {
  readonly slot: Slot;
  readonly pbx: AsteriskInstance;
  readonly carrier: Carrier;
  readonly parts: Readonly<Record<PartName, Part>> & { readonly postgres: PostgresPart };
  readonly apiUrl: string;
  readonly logDir: string;
  readonly #projectDir = projectDir();
  #stopped = false;

  constructor(
    readonly options: StackOptions,
    readonly program: AsteriskProgram,
    readonly secrets: StackSecrets,
  ) {
    const { stateDir, realTime, restart, say } = options;
    const slot = slotOf(options.slot ?? 0);
    this.slot = slot;
    this.logDir = join(stateDir, 'logs');
    this.apiUrl = `http://${slot.host}:${this.#httpPort}`;
    const templates = join(this.#projectDir, 'asterisk-config');
    const shared = { program, restart, say };
    this.pbx = new AsteriskInstance({
      ...shared,
      name: 'asterisk',
      dir: join(stateDir, 'pbx'),
      templateDir: join(templates, 'static'),
      tuned: true,
      values: { ...pbxValues(slot, secrets, this.sipAddress), ENTITYID: entityId(slot, 'pbx') },
    });
    this.carrier = new Carrier({
      ...this.#peer('carrier'),
      password: secrets.carrierPassword,
    });
    const node = { projectDir: this.#projectDir, logDir: this.logDir, realTime, restart, say };
    const relay = nodeService({
      ...node,
      name: 'relay',
      entry: 'apps/agent/src/relay/main.js',
      env: () => relayEnv({ slot, secrets }),
      liveUrl: `http://${slot.host}:${ports.relayForAgent}/health/live`,
    });
    const agentLive = `http://${slot.host}:${ports.agentHealth}/health/live`;
    const env = () => ({ ...agentEnv(this.#facts()), ...options.agentEnv });
    const agent = nodeService({ ...node, name: 'agent', entry: 'apps/agent/src/main.js', env, liveUrl: agentLive });
    const apiLive = `${this.apiUrl}/api/v1/health/live`;
    const api = nodeService({
      ...node,
      name: 'api',
      entry: 'apps/api/src/main.js',
      env: () => apiEnv(this.#facts()),
      liveUrl: apiLive,
    });
    this.parts = {
      postgres: options.databaseUrl
        ? foreignPostgres(options.databaseUrl)
        : embeddedPostgres({ stateDir: join(stateDir, 'postgres'), host: slot.host, realTime, restart, say }),
      relay: servicePart(relay),
      asterisk: asteriskPart(this.pbx),
      carrier: asteriskPart(this.carrier.asterisk),
      agent: servicePart(agent),
      api: servicePart(api),
    };
  }

  /** Where phones and carriers reach the PBX. */
  get sipAddress(): string {
    return this.options.listen ?? slotOf(this.options.slot ?? 0).pbx;
  }

  /** The account of this PBX at the carrier. */
  get carrierAccount() {
    return { host: this.slot.carrier, port: ports.sip, username: 'trunkline', password: this.secrets.carrierPassword };
  }

  /** Address of the database. Throws before Postgres was started the first time. */
  get databaseUrl(): string {
    const { url } = this.parts.postgres;
    if (url === null) throw new Error('Postgres was not started yet');
    return url;
  }

  /** Throws a sentence when another program has one of the addresses; Asterisk itself would start without it. */
  async assertAddressesFree(): Promise<void> {
    const { host, pbx, carrier } = this.slot;
    await assertFree('tcp', host, [
      this.#httpPort,
      ports.relayForAsterisk,
      ports.relayForAgent,
      ports.agentCommands,
      ports.agentHealth,
    ]);
    await assertFree('tcp', pbx, [ports.ari]);
    for (const address of [this.sipAddress, carrier]) await assertFree('udp', address, [ports.sip]);
  }

  /** Starts everything and resolves when calls can be made and the API says that it is ready. */
  async start(): Promise<void> {
    const { postgres, relay, asterisk, carrier, agent, api } = this.parts;
    this.#stopped = false;
    await postgres.start();
    this.#assertWanted();
    const migrated = this.options.migrated ? null : this.migrate();
    await Promise.all([migrated, relay.start(), asterisk.start(), carrier.start()]);
    this.#assertWanted();
    await Promise.all([agent.start(), api.start()]);
    await this.ready();
  }

  /** Resolves when the API is ready and the agent follows Asterisk; rejects with what is missing after a minute. */
  async ready(timeoutMs = 60_000): Promise<void> {
    const agentHealth = `http://${this.slot.host}:${ports.agentHealth}/health`;
    await waitFor('the agent to be ready', () => saysReady(agentHealth), { timeoutMs });
    await waitFor('the API to be ready', () => saysReady(`${this.apiUrl}/api/v1/health`), { timeoutMs });
  }

  /** Ends everything, what was started last first. */
  async stop(): Promise<void> {
    this.#stopped = true;
    const { postgres, relay, asterisk, carrier, agent, api } = this.parts;
    await Promise.all([api.stop(), agent.stop()]);
    await Promise.all([carrier.stop(), asterisk.stop()]);
    await Promise.all([relay.stop(), postgres.stop()]);
  }

  /** Brings the schema up to date. */
  async migrate(): Promise<void> {
    await this.cli(['migrate']);
  }

  /** Runs a command of the API's `cli.js` on this stack and resolves with what it printed. */
  cli(args: readonly string[], input?: string): Promise<string> {
    return runCli(this.#projectDir, args, sharedEnv(this.#facts()), input);
  }

  /** Phones that register to this PBX from an address of their own; start and stop them yourself. */
  phones(accounts: () => readonly Phone[] | Promise<readonly Phone[]>): Phones {
    return new Phones({ ...this.#peer('phones'), phones: accounts });
  }

  #peer(name: 'carrier' | 'phones') {
    const { stateDir, restart, say } = this.options;
    return {
      program: this.program,
      dir: join(stateDir, name),
      templateDir: join(this.#projectDir, 'asterisk-config', name),
      slot: this.slot,
      pbxAddress: this.sipAddress,
      amiSecret: this.secrets.peerAmiSecret,
      restart,
      say,
    };
  }

  #assertWanted(): void {
    if (this.#stopped) throw new Error('stopped while it was starting');
  }

  get #httpPort(): number {
    return this.options.httpPort ?? ports.api;
  }

  #facts(): StackFacts {
    return {
      slot: this.slot,
      secrets: this.secrets,
      httpPort: this.#httpPort,
      databaseUrl: this.databaseUrl,
      stateDir: this.options.stateDir,
      pbx: this.pbx.dirs,
      projectDir: this.#projectDir,
    };
  }
}

async function saysReady(url: string): Promise<boolean> {
  const answer = await fetch(url, { signal: AbortSignal.timeout(2000) });
  const text = await answer.text();
  if (answer.status !== 200) throw new Error(`${answer.status} ${text.slice(0, 500)}`);
  return true;
}

/** Finds or makes what a stack needs (Asterisk, secrets, folders) and resolves with it; nothing runs yet. */
export async function prepareStack(options: StackOptions): Promise<Stack> {
  await mkdir(options.stateDir, { recursive: true });
  await mkdir(join(options.stateDir, 'agent'), { recursive: true, mode: 0o750 });
  const program = await findAsterisk({ stateDir: options.sharedDir, onProgress: options.say });
  return new Stack(options, program, await stackSecrets(join(options.stateDir, 'secrets')));
}

/** Starts a whole stack and resolves when calls can be made. What was started is stopped again when that fails. */
export async function startStack(options: StackOptions): Promise<Stack> {
  const stack = await prepareStack(options);
  try {
    await stack.start();
    return stack;
  } catch (error) {
    await stack.stop();
    throw error;
  }
}
