import { WebSocket } from 'ws';
import type { Log } from '../log.js';
import { AriSession, type Heartbeat } from './ari-session.js';
import type { AriEvent, AsteriskFacts } from './ari-types.js';
import { isRelayNotice } from './relay-protocol.js';

/** Where the event relay listens for the agent, and who hears of Asterisk. Callbacks must not block. */
export interface AriEventClientOptions {
  /** `ws://host:port` */
  url: string;
  password: string;
  /** Name of the Stasis application, for the heartbeat. */
  app?: string;
  heartbeat?: Heartbeat;
  /** Milliseconds between two attempts to reach the relay. */
  retryEvery?: number;
  onEvent(event: AriEvent): void;
  onUp(asterisk: AsteriskFacts): void;
  /** `silent`: the connection was not closed, Asterisk fell silent, and may not know that nobody hears it. */
  onDown(reason: string, silent: boolean): void;
  log: Log;
}

/** The agent's end of Asterisk's events, which come through the event relay. Comes back by itself until it is stopped. */
export class AriEventClient {
  private socket: WebSocket | undefined;
  private session: AriSession | undefined;
  private retry: NodeJS.Timeout | undefined;
  private stopped = false;

  constructor(private readonly options: AriEventClientOptions) {}

  /** True while events arrive and Asterisk answers the heartbeat. */
  get up(): boolean {
    return this.session?.up ?? false;
  }

  /** What the way to Asterisk lacks: the relay, Asterisk behind it, or nothing, also while it has not answered yet. */
  get missing(): 'relay' | 'asterisk' | null {
    if (this.session?.open) return null;
    return this.socket?.readyState === WebSocket.OPEN ? 'asterisk' : 'relay';
  }

  start(): void {
    const { url, password, retryEvery = 250 } = this.options;
    const socket = new WebSocket(url, ['ari'], {
      auth: `trunkline:${password}`,
      maxPayload: 16 * 1024 * 1024,
      perMessageDeflate: false,
    });
    this.socket = socket;
    // Why it broke is of no use to anybody: it is tried again, and `missing` says what lacks.
    socket.on('error', () => undefined);
    socket.once('message', (data) => this.accept(socket, String(data)));
    socket.once('close', () => {
      if (!this.stopped) this.retry = setTimeout(() => this.start(), retryEvery);
    });
  }

  /** Ends the connection. The relay keeps Asterisk's, and what it tells, for the next agent. */
  stop(): void {
    this.stopped = true;
    clearTimeout(this.retry);
    this.session?.close('the agent stops');
    this.socket?.terminate();
  }

  private accept(socket: WebSocket, notice: string): void {
    if (!isRelayNotice(notice)) {
      this.options.log.warn({ length: notice.length }, 'what listens at the address of the event relay is none');
      socket.terminate();
      return;
    }
    const { app = 'trunkline', heartbeat, onEvent, onUp, onDown, log } = this.options;
    this.session = new AriSession(socket, { app, heartbeat, onEvent, onUp, onDown, log });
    this.session.start();
  }
}
