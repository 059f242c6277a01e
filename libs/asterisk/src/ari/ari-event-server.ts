import { timingSafeEqual } from 'node:crypto';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { Duplex } from 'node:stream';
import { type WebSocket, WebSocketServer } from 'ws';
import type { Log } from '../log.js';
import { AriSession, type Heartbeat } from './ari-session.js';
import type { AriEvent, AsteriskFacts } from './ari-types.js';

/** Where Asterisk dials us, what it must prove, and who hears of it. Callbacks must not block: the socket waits. */
export interface AriEventServerOptions {
  host: string;
  port: number;
  username?: string;
  password: string;
  /** Name of the Stasis application, for the heartbeat. */
  app?: string;
  heartbeat?: Heartbeat;
  onEvent(event: AriEvent): void;
  onUp(asterisk: AsteriskFacts): void;
  /** `silent`: the connection was not closed, Asterisk fell silent, and may not know that nobody hears it. */
  onDown(reason: string, silent: boolean): void;
  log: Log;
}

/**
 * The listening end of Asterisk's persistent outbound websocket. One session at a time: Asterisk opens a new one only
 * when it has given the old one up, so the newest wins.
 */
export class AriEventServer {
  private http: Server | undefined;
  private session: AriSession | undefined;
  private retry: NodeJS.Timeout | undefined;
  private stopped = false;
  private readonly sockets = new WebSocketServer({
    noServer: true,
    maxPayload: 16 * 1024 * 1024,
    perMessageDeflate: false,
    handleProtocols: () => 'ari',
  });

  constructor(private readonly options: AriEventServerOptions) {}

  /** True while events arrive and Asterisk answers the heartbeat. */
  get up(): boolean {
    return this.session?.up ?? false;
  }

  /** True as soon as Asterisk has dialled, also while it tells what it kept and has not answered yet. */
  get connected(): boolean {
    return this.session?.open ?? false;
  }

  /** Listens from now on; an address in use is tried again every second, for its former owner may still be leaving. */
  start(): void {
    const { host, port, log } = this.options;
    const http = createServer((_, response) => response.writeHead(426).end());
    this.http = http;
    http.on('upgrade', (request, socket, head) => this.upgrade(request, socket, head));
    http.on('error', (error) => {
      if (this.stopped) return;
      log.warn({ reason: error.message }, 'cannot listen for Asterisk, trying again');
      this.retry = setTimeout(() => this.start(), 1000);
    });
    http.listen(port, host, () => log.info({ host, port }, 'waiting for Asterisk'));
  }

  /** Ends the session and listens no more. Asterisk keeps its events until somebody listens again. */
  async stop(): Promise<void> {
    this.stopped = true;
    clearTimeout(this.retry);
    this.session?.close('the agent stops');
    this.session = undefined;
    const http = this.http;
    if (http?.listening) {
      http.closeAllConnections();
      await new Promise<void>((resolve) => http.close(() => resolve()));
    }
  }

  private upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    socket.on('error', () => socket.destroy());
    if (!this.proves(request.headers.authorization)) {
      this.options.log.warn({}, 'somebody opened the event socket without the right password');
      socket.end('HTTP/1.1 401 Unauthorized\r\nConnection: close\r\n\r\n');
      return;
    }
    this.sockets.handleUpgrade(request, socket, head, (webSocket) => this.accept(webSocket));
  }

  private accept(webSocket: WebSocket): void {
    const { app = 'trunkline', heartbeat, onEvent, onUp, onDown, log } = this.options;
    this.session?.close('Asterisk connected anew');
    const session = new AriSession(webSocket, {
      app,
      heartbeat,
      onEvent,
      onUp,
      onDown: (reason, silent) => {
        if (this.session === session) this.session = undefined;
        onDown(reason, silent);
      },
      log,
    });
    this.session = session;
    session.start();
  }

  private proves(header: string | undefined): boolean {
    const { username = 'trunkline', password } = this.options;
    const wanted = Buffer.from(`Basic ${Buffer.from(`${username}:${password}`).toString('base64')}`);
    const given = Buffer.from(header ?? '');
    return given.length === wanted.length && timingSafeEqual(given, wanted);
  }
}
