import { connect, type Socket } from 'node:net';
import { AsteriskError, AsteriskUnavailable } from '../errors.js';
import type { Log } from '../log.js';
import { type AmiMessage, AmiStream, writeAction } from './ami-message.js';
import { type OutboundRegistration, outboundRegistration } from './outbound-registration.js';
import { contactFamily, type RegisteredContact, registeredContact } from './registered-contact.js';

/** Where AMI is, who we are, and who hears of it. */
export interface AmiClientOptions {
  host: string;
  port: number;
  username: string;
  secret: string;
  /** Milliseconds an action may take. */
  deadline?: number;
  onEvent(event: AmiMessage): void;
  onUp?(): void;
  onDown?(): void;
  log: Log;
}

interface Waiting {
  events: AmiMessage[];
  settle(outcome: AmiMessage[] | AsteriskError): void;
}

/** A small AMI client: logs in, reconnects for ever with growing pauses, answers every action within a deadline. */
export class AmiClient {
  private socket: Socket | undefined;
  private ready = false;
  private stopped = false;
  private pause = 250;
  private timer: NodeJS.Timeout | undefined;
  private number = 0;
  private saidWhy = '';
  private readonly waiting = new Map<string, Waiting>();

  constructor(private readonly options: AmiClientOptions) {}

  /** True after a login, until the connection is lost. */
  get up(): boolean {
    return this.ready;
  }

  start(): void {
    const { host, port, username, secret } = this.options;
    const socket = connect({ host, port });
    const stream = new AmiStream();
    this.socket = socket;
    socket.setEncoding('utf8').setNoDelay(true).setKeepAlive(true, 5000);
    socket.on('data', (piece: string) => {
      for (const message of stream.push(piece)) this.receive(message);
    });
    socket.on('error', (error) => this.lost(socket, error.message));
    socket.on('close', () => this.lost(socket, 'the connection was closed'));
    socket.on('connect', () => {
      this.send({ Action: 'Login', Username: username, Secret: secret }).then(
        () => this.loggedIn(),
        (error: AsteriskError) => this.lost(socket, `login failed: ${error.message}`),
      );
    });
  }

  stop(): void {
    this.stopped = true;
    clearTimeout(this.timer);
    const socket = this.socket;
    if (socket !== undefined) this.lost(socket, 'stopped');
  }

  /** Our registrations at carriers, as Asterisk sees them now. */
  async outboundRegistrations(): Promise<OutboundRegistration[]> {
    const messages = await this.action({ Action: 'PJSIPShowRegistrationsOutbound' });
    return messages.filter((m) => m.event === 'OutboundRegistrationDetail').map(outboundRegistration);
  }

  /** The phones that are registered now. Asterisk's list actions need a right we do not have; its database tells. */
  async registeredContacts(): Promise<RegisteredContact[]> {
    const messages = await this.action({ Action: 'DBGetTree', Family: contactFamily });
    return messages.flatMap((message) => registeredContact(message) ?? []);
  }

  /** The keys of a family in Asterisk's own database. */
  async databaseKeys(family: string): Promise<string[]> {
    const messages = await this.action({ Action: 'DBGetTree', Family: family });
    const start = `/${family}/`;
    return messages.flatMap(({ key }) => (key?.startsWith(start) ? key.slice(start.length) : []));
  }

  /** Sends a REGISTER for a registration now, as after a change of its password. */
  async register(name: string): Promise<void> {
    await this.action({ Action: 'PJSIPRegister', Registration: name });
  }

  /** Sends OPTIONS to every contact of an endpoint now; the answer comes as a ContactStatus event. */
  async qualify(endpoint: string): Promise<void> {
    await this.action({ Action: 'PJSIPQualify', Endpoint: endpoint });
  }

  /** How many channels Asterisk has now. */
  async channelCount(): Promise<number> {
    const [answer] = await this.action({ Action: 'CoreStatus' });
    return Number(answer?.corecurrentcalls ?? 0);
  }

  private async action(fields: Readonly<Record<string, string>>): Promise<AmiMessage[]> {
    if (!this.ready) throw new AsteriskUnavailable('AMI is not connected.');
    return this.send(fields);
  }

  /** Resolves with the response, or with all messages of a list. */
  private send(fields: Readonly<Record<string, string>>): Promise<AmiMessage[]> {
    const id = `tl-${++this.number}`;
    const deadline = this.options.deadline ?? 3000;
    return new Promise((resolve, reject) => {
      const socket = this.socket;
      const timer = setTimeout(() => {
        settle(new AsteriskUnavailable(`AMI did not answer ${fields.Action} within ${deadline} ms.`));
        // Half-open or stalled: a new connection is the only way to know.
        if (socket !== undefined) this.lost(socket, 'it did not answer');
      }, deadline);
      const settle = (outcome: AmiMessage[] | AsteriskError): void => {
        clearTimeout(timer);
        this.waiting.delete(id);
        if (outcome instanceof AsteriskError) reject(outcome);
        else resolve(outcome);
      };
      this.waiting.set(id, { events: [], settle });
      this.socket?.write(writeAction({ ...fields, ActionID: id }));
    });
  }

  private receive(message: AmiMessage): void {
    const waiting = this.waiting.get(message.actionid ?? '');
    if (waiting === undefined) {
      if (message.event !== undefined) this.options.onEvent(message);
      return;
    }
    waiting.events.push(message);
    if (message.response === 'Error') waiting.settle(refusal(message));
    else if (message.response !== undefined && message.eventlist !== 'start') waiting.settle(waiting.events);
    else if (message.eventlist === 'Complete') waiting.settle(waiting.events);
  }

  private loggedIn(): void {
    this.ready = true;
    this.pause = 250;
    this.saidWhy = '';
    this.options.log.info({}, 'AMI connected');
    this.options.onUp?.();
  }

  private lost(socket: Socket, why: string): void {
    if (this.socket !== socket) return;
    this.socket = undefined;
    socket.destroy();
    const wasReady = this.ready;
    this.ready = false;
    for (const { settle } of [...this.waiting.values()]) settle(new AsteriskUnavailable('AMI was disconnected.'));
    if (!this.stopped) {
      // Once for each reason: Asterisk may be away for hours.
      if (why !== this.saidWhy) this.options.log.warn({ reason: why }, 'AMI is not connected, trying again');
      this.saidWhy = why;
      this.timer = setTimeout(() => this.start(), this.pause);
      this.pause = Math.min(this.pause * 2, 2000);
    }
    if (wasReady) this.options.onDown?.();
  }
}

/** PJSIPShowRegistrationsOutbound answers an error when there are none, so may others. */
function refusal(message: AmiMessage): AsteriskError | AmiMessage[] {
  const text = message.message ?? 'refused';
  return /No outbound registrations|No objects? found|Database entry not found/i.test(text)
    ? []
    : new AsteriskError(`AMI: ${text}`);
}
