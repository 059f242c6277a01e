import { timingSafeEqual } from 'node:crypto';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { Duplex } from 'node:stream';
import { WebSocket, WebSocketServer } from 'ws';
import type { Log } from '../log.js';
import { ASTERISK_SILENT, type RelayNotice } from './relay-protocol.js';

/** Where the relay listens, and what both sides must prove (HTTP Basic, user `trunkline`). */
export interface EventRelayOptions {
  host: string;
  /** Asterisk dials this one. */
  asteriskPort: number;
  /** The agent dials this one. */
  agentPort: number;
  password: string;
  /** Bytes of events that are kept for an agent that is away or slow. */
  limit?: number;
  log: Log;
}

type Side = 'asterisk' | 'agent';

/**
 * Holds the websocket that Asterisk dials, so that it outlives the agent: an end of that connection while events pass can
 * crash Asterisk 22.10.1 (docs/asterisk-facts.md). Messages go through unread, both ways. What Asterisk tells while no
 * agent is connected is kept and told first to the next. When that becomes too much all of it is dropped and the agent's
 * connection is ended: it reads everything anew when it comes back.
 */
export class EventRelay {
  private asterisk: WebSocket | undefined;
  private agent: WebSocket | undefined;
  private kept: Buffer[] = [];
  private keptBytes = 0;
  private readonly servers: Server[] = [];
  private readonly sockets = new WebSocketServer({
    noServer: true,
    maxPayload: 16 * 1024 * 1024,
    perMessageDeflate: false,
    handleProtocols: () => 'ari',
  });

  constructor(private readonly options: EventRelayOptions) {}

  /** Resolves once it listens; rejects when an address is in use. */
  async start(): Promise<void> {
    await this.listen('asterisk', this.options.asteriskPort, (socket) => this.acceptAsterisk(socket));
    await this.listen('agent', this.options.agentPort, (socket) => this.acceptAgent(socket));
  }

  /** Ends both connections and listens no more. */
  async stop(): Promise<void> {
    for (const server of this.servers) {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      server.closeAllConnections();
      this.asterisk?.terminate();
      this.agent?.terminate();
      await closed;
    }
  }

  private acceptAsterisk(socket: WebSocket): void {
    // Asterisk dials only when it has given the old connection up.
    if (this.asterisk) this.asteriskGone(this.asterisk);
    this.asterisk = socket;
    this.options.log.info({}, 'Asterisk is connected');
    socket.on('message', (data: Buffer) => {
      if (this.asterisk === socket) this.tell(data);
    });
    socket.on('error', () => socket.terminate());
    socket.on('close', () => {
      if (this.asterisk === socket) this.asteriskGone(socket);
    });
    if (this.agent) this.introduce(this.agent);
  }

  /** The agent's connection ends with that of Asterisk: what it says next it says to another one. */
  private asteriskGone(socket: WebSocket): void {
    this.options.log.warn({}, 'Asterisk is gone');
    this.asterisk = undefined;
    this.agent?.close(1001, 'Asterisk closed the connection');
    this.agent = undefined;
    this.forget();
    socket.terminate();
  }

  private acceptAgent(socket: WebSocket): void {
    this.agent?.terminate();
    this.agent = socket;
    this.options.log.info({ kept: this.kept.length }, 'the agent is connected');
    socket.on('message', (data: Buffer) => {
      if (this.agent === socket) this.asterisk?.send(data, { binary: false });
    });
    socket.on('error', () => socket.terminate());
    socket.on('close', (code) => {
      if (this.agent !== socket) return;
      this.agent = undefined;
      this.options.log.info({ code }, 'the agent is gone');
      if (code === ASTERISK_SILENT) this.asterisk?.terminate();
    });
    if (this.asterisk) this.introduce(socket);
  }

  /** Says that there is an Asterisk, and what it told meanwhile. */
  private introduce(agent: WebSocket): void {
    const notice: RelayNotice = { type: 'AsteriskConnected' };
    agent.send(JSON.stringify(notice));
    for (const message of this.kept) agent.send(message, { binary: false });
    this.forget();
  }

  private tell(message: Buffer): void {
    const { limit = 64 * 1024 * 1024, log } = this.options;
    const { agent } = this;
    if (agent?.readyState === WebSocket.OPEN) {
      agent.send(message, { binary: false });
      if (agent.bufferedAmount <= limit) return;
      log.warn({ limit }, 'the agent does not read: its connection is ended, so that it reads everything anew');
      this.agent = undefined;
      agent.terminate();
      return;
    }
    this.kept.push(message);
    this.keptBytes += message.length;
    if (this.keptBytes <= limit) return;
    log.warn({ limit }, 'the agent is away for too long: what Asterisk told meanwhile is dropped');
    this.forget();
  }

  private forget(): void {
    this.kept = [];
    this.keptBytes = 0;
  }

  private async listen(side: Side, port: number, accept: (socket: WebSocket) => void): Promise<void> {
    const server = createServer((request, response) => {
      const live = request.method === 'GET' && request.url === '/health/live';
      response.writeHead(live ? 200 : 426, { 'content-type': 'application/json' });
      response.end(live ? JSON.stringify({ live: true }) : undefined);
    });
    server.on('upgrade', (request, socket, head) => {
      if (this.proves(request, socket, side)) this.sockets.handleUpgrade(request, socket, head, accept);
    });
    this.servers.push(server);
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject);
      server.listen(port, this.options.host, () => resolve());
    });
  }

  private proves(request: IncomingMessage, socket: Duplex, side: Side): boolean {
    socket.on('error', () => socket.destroy());
    const wanted = Buffer.from(`Basic ${Buffer.from(`trunkline:${this.options.password}`).toString('base64')}`);
    const given = Buffer.from(request.headers.authorization ?? '');
    if (given.length === wanted.length && timingSafeEqual(given, wanted)) return true;
    this.options.log.warn({ side }, 'somebody opened an event socket without the right password');
    socket.end('HTTP/1.1 401 Unauthorized\r\nConnection: close\r\n\r\n');
    return false;
  }
}
