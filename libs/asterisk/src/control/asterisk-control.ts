import { connect, type Socket } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { AsteriskError, AsteriskUnavailable } from '../errors.js';
import { type DatabaseEntry, readEntries } from './database-entries.js';
import { type OutboundRegistration, readRegistrations } from './outbound-registration.js';
import { contactFamily, type RegisteredContact, registeredContact } from './registered-contact.js';
import { readTaskQueues, type TaskQueue } from './task-queues.js';

/** Milliseconds between two tries while others wait for the control socket. */
const AGAIN_MS = 20;

type Send = (socket: Socket, text: string) => void;

/** `taken`: the command was sent; `closed`: Asterisk ended the connection after it; `full`: too many wait before us. */
interface Conversation {
  taken: boolean;
  closed: boolean;
  said: string;
  problem: string;
  full: boolean;
}

/** Where Asterisk's database has which gateways are passed over. */
export const breakerFamily = 'tl-breaker';

const moduleName = /^[a-z_]+(\.so)?$/;

// What main/cli.c prints for a module that was asked to read its files: it did, or it did and refused them.
const wasReloaded = (said: string, name: string) =>
  said.includes(`Module '${name}' reloaded successfully`) || said.includes(`'${name}' reported a reload failure`);

/** Family and key in Asterisk's database; a key is a trunk of ours and the address of a gateway. */
const familyName = /^[a-z-]+$/;
const keyName = /^t_[a-z0-9]+\/[A-Za-z0-9.:[\]-]*$/;
/** An endpoint or a registration of ours, see `ourName` of the renderer. */
const objectName = /^[a-z0-9_]+$/;

/**
 * Asterisk's control socket (asterisk.ctl), for what ARI cannot do. The commands that go there are fixed;
 * nothing from outside gets into one.
 */
export class AsteriskControl {
  constructor(
    private readonly socketPath: string,
    private readonly timeoutMs = 1000,
    /** For what may be ten thousand lines. */
    private readonly listMs = 5 * timeoutMs,
  ) {}

  /** Cuts every call and starts anew. The process stays the same and runs its program again. */
  restartNow(): Promise<void> {
    return this.order('core restart now');
  }

  /** Starts anew as soon as there is no call, at once if there is none; goes on taking calls until then. */
  restartWhenConvenient(): Promise<void> {
    return this.order('core restart when convenient');
  }

  /** Takes back {@link restartWhenConvenient}. */
  abortShutdown(): Promise<void> {
    return this.order('core abort shutdown');
  }

  /**
   * Reloads modules by one command: all of them or none, even when this process is killed meanwhile. Resolves when each
   * has read its files, whatever it made of them. @throws AsteriskUnavailable when one has not: it is not loaded,
   * another reload is under way, or it is not done within `withinMs`.
   */
  async reloadModules(names: readonly string[], withinMs = 30_000): Promise<void> {
    const odd = names.find((name) => !moduleName.test(name));
    if (odd !== undefined || names.length === 0) throw new AsteriskError('That is no list of modules.');
    const said = await this.ask(`module reload ${names.join(' ')}`, withinMs);
    const missing = names.filter((name) => !wasReloaded(said, name));
    if (missing.length > 0) throw new AsteriskUnavailable(`Asterisk did not reload ${missing.join(', ')}.`);
  }

  /**
   * Makes Asterisk dial the event relay anew: it gives up the connection it has, which it may take for alive for
   * minutes, and the events it wrote there. Named `agent` in ari.conf. @throws AsteriskUnavailable.
   */
  async redialAgent(): Promise<void> {
    // Answers only once a write that hangs in the dead connection has failed; the session is out of use at once.
    await this.ask('ari shutdown websocket session agent', this.timeoutMs).catch(() => undefined);
    await this.ask('ari start outbound-websocket agent', this.timeoutMs);
  }

  /** How much waits in each queue inside Asterisk. @throws AsteriskUnavailable. */
  async taskQueues(): Promise<TaskQueue[]> {
    return readTaskQueues(await this.ask('core show taskprocessors', this.timeoutMs));
  }

  /** How many channels Asterisk has now. @throws AsteriskUnavailable. */
  async channelCount(): Promise<number> {
    const said = await this.ask('core show channels count', this.timeoutMs);
    const count = /^(\d+) active channel/m.exec(said)?.[1];
    if (count === undefined) throw new AsteriskUnavailable('Asterisk did not tell its channels.');
    return Number(count);
  }

  /** Our registrations at carriers, as Asterisk sees them now. @throws AsteriskUnavailable. */
  async outboundRegistrations(): Promise<OutboundRegistration[]> {
    const said = await this.ask('pjsip show registrations', this.listMs);
    if (!/^(Objects found: \d+|No objects found\.)$/m.test(said))
      throw new AsteriskUnavailable('Asterisk did not list its registrations.');
    return readRegistrations(said);
  }

  /** The phones that are registered now. @throws AsteriskUnavailable. */
  async registeredContacts(): Promise<RegisteredContact[]> {
    return (await this.entries(contactFamily)).flatMap((entry) => registeredContact(entry) ?? []);
  }

  /** The keys of a family in Asterisk's own database. @throws AsteriskUnavailable. */
  async databaseKeys(family: string): Promise<string[]> {
    if (!familyName.test(family)) throw new AsteriskError('That is no family of the database.');
    return (await this.entries(family)).map(({ key }) => key.slice(family.length + 2));
  }

  /** Sends a REGISTER for a registration now, as after a change of its password. @throws AsteriskError. */
  register(name: string): Promise<void> {
    return this.tell('pjsip send register', name);
  }

  /** Sends OPTIONS to every contact of an endpoint now; what comes back is seen on the wire. @throws AsteriskError. */
  qualify(endpoint: string): Promise<void> {
    return this.tell('pjsip qualify', endpoint);
  }

  /** Writes a number into Asterisk's own database. @throws AsteriskUnavailable. */
  async putKey(family: string, key: string, value: number): Promise<void> {
    const said = await this.ask(`database put ${databaseName(family, key)} ${Math.trunc(value)}`, this.timeoutMs);
    if (!/Updated database successfully/i.test(said)) throw new AsteriskUnavailable('Asterisk did not keep a value.');
  }

  /** Deletes a key of Asterisk's own database, if it is there. @throws AsteriskUnavailable. */
  async deleteKey(family: string, key: string): Promise<void> {
    await this.ask(`database del ${databaseName(family, key)}`, this.timeoutMs);
  }

  private async entries(family: string): Promise<DatabaseEntry[]> {
    const said = await this.ask(`database show ${family}`, this.listMs);
    // Nothing at all is an Asterisk that was cut short: it counts what it has printed.
    if (!/^\d+ results found/m.test(said)) throw new AsteriskUnavailable('Asterisk did not list its database.');
    return readEntries(said);
  }

  private async tell(command: string, name: string): Promise<void> {
    if (!objectName.test(name)) throw new AsteriskError('That is no name of an endpoint.');
    const said = await this.ask(`${command} ${name}`, this.timeoutMs);
    if (/^Unable to|failed\.$/m.test(said)) throw new AsteriskError(`Asterisk: ${said.trim().split('\n')[0]}`);
  }

  /** Resolves once Asterisk has the command; one that waits is not waited for. @throws AsteriskUnavailable. */
  private async order(command: string): Promise<void> {
    const { taken, problem } = await this.converse(command, this.timeoutMs, (socket, text) => socket.end(text));
    if (!taken) throw new AsteriskUnavailable(`Asterisk's control socket does not work: ${problem}.`);
  }

  /** What Asterisk prints. "cli quit after" makes it close the connection when the command is done. */
  private async ask(command: string, withinMs: number): Promise<string> {
    const { said, closed, problem } = await this.converse(`cli quit after ${command}`, withinMs, (socket, text) =>
      socket.write(text),
    );
    if (!closed) throw new AsteriskUnavailable(`Asterisk's control socket does not work: ${problem}.`);
    return said;
  }

  /** Asterisk lets two connections wait to be accepted. One more is refused with EAGAIN, and tried again. */
  private async converse(command: string, withinMs: number, send: Send): Promise<Conversation> {
    const until = performance.now() + withinMs;
    for (;;) {
      const outcome = await this.converseOnce(command, until - performance.now(), send);
      if (!outcome.full || performance.now() + AGAIN_MS >= until) return outcome;
      await delay(AGAIN_MS);
    }
  }

  private converseOnce(command: string, withinMs: number, send: Send): Promise<Conversation> {
    return new Promise((resolve) => {
      const socket = connect(this.socketPath).setEncoding('utf8');
      let [taken, closed, said, problem, full] = [false, false, '', 'it does not answer', false];
      const timer = setTimeout(() => socket.destroy(), withinMs);
      // It greets before it reads.
      socket.once('data', () => {
        taken = true;
        send(socket, `${command}\0`);
        socket.on('data', (text: string) => {
          said += text;
        });
      });
      socket.on('end', () => {
        closed = taken;
      });
      socket.on('error', (error: NodeJS.ErrnoException) => {
        problem = error.message;
        full = error.code === 'EAGAIN';
      });
      socket.once('close', () => {
        clearTimeout(timer);
        resolve({ taken, closed, said, problem, full });
      });
    });
  }
}

function databaseName(family: string, key: string): string {
  if (!familyName.test(family) || !keyName.test(key)) throw new AsteriskError('That is no key of the database.');
  return `${family} ${key}`;
}
