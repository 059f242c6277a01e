import { EventEmitter, once } from 'node:events';
import { connect, type Socket } from 'node:net';

/** One event or answer of AMI: header names and values as sent. */
export type AmiMessage = Readonly<Record<string, string>>;

/** The messages in a piece of an AMI stream, and the rest that is not complete yet. */
export function parseAmi(text: string): { messages: AmiMessage[]; rest: string } {
  const blocks = text.split('\r\n\r\n');
  const rest = blocks.pop() ?? '';
  const messages = blocks.map((block) => {
    const headers = block.split('\r\n').flatMap((line) => {
      const at = line.indexOf(':');
      return at > 0 ? [[line.slice(0, at), line.slice(at + 1).trim()] as const] : [];
    });
    return Object.fromEntries(headers);
  });
  return { messages, rest };
}

/** The text of an AMI action. Throws when a value holds a line break, which would begin another header. */
export function formatAction(fields: Readonly<Record<string, string | number>>): string {
  const lines = Object.entries(fields).map(([name, value]) => {
    if (/[\r\n\0]/.test(String(value))) throw new Error(`${name} must be one line`);
    return `${name}: ${value}\r\n`;
  });
  return `${lines.join('')}\r\n`;
}

/** A short-lived AMI connection to a peer of the lab: one login, actions, events by `session.on('event', …)`. */
export class AmiSession extends EventEmitter<{ event: [AmiMessage]; closed: [] }> {
  #nextId = 1;

  private constructor(private readonly socket: Socket) {
    super();
    let buffer = '';
    socket.setEncoding('utf8').on('data', (text: string) => {
      const { messages, rest } = parseAmi(buffer + text);
      buffer = rest;
      for (const message of messages) this.emit('event', message);
    });
    // A broken connection ends in `close`; who waits for an answer is told by that.
    socket.on('error', () => undefined);
    socket.on('close', () => this.emit('closed'));
  }

  /** Connects and logs in. Rejects when nobody listens or the login is refused. */
  static async open(options: { host: string; port: number; username: string; secret: string }): Promise<AmiSession> {
    const socket = connect(options.port, options.host);
    await once(socket, 'connect');
    const session = new AmiSession(socket);
    await session.action({ Action: 'Login', Username: options.username, Secret: options.secret });
    return session;
  }

  /** Sends an action and resolves with its answer; rejects with Asterisk's words when it refuses. */
  action(fields: Readonly<Record<string, string | number>>): Promise<AmiMessage> {
    const id = `lab-${this.#nextId++}`;
    const text = formatAction({ ...fields, ActionID: id });
    return new Promise((resolve, reject) => {
      const finish = (done: () => void) => {
        this.off('event', onEvent).off('closed', onClosed);
        done();
      };
      const onEvent = (message: AmiMessage) => {
        if (message.ActionID !== id || !message.Response) return;
        const refused = new Error(`${fields.Action}: ${message.Message ?? 'refused'}`);
        finish(() => (message.Response === 'Success' ? resolve(message) : reject(refused)));
      };
      const onClosed = () => finish(() => reject(new Error(`${fields.Action}: the connection to AMI was lost`)));
      this.on('event', onEvent).on('closed', onClosed);
      this.socket.write(text);
    });
  }

  /** Ends the connection. */
  close(): void {
    this.socket.destroy();
  }
}
