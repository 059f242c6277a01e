import type { LiveEvent, LiveServerMessages, LiveSnapshot, LiveStale } from '@trunkline/contracts';
import { io, type Socket } from 'socket.io-client';

/** An event and when it reached this client, in milliseconds since 1970. */
export interface ArrivedEvent {
  event: LiveEvent;
  arrivedAt: number;
}

/** A client of the live stream that keeps everything it got. */
export class LiveClient {
  readonly events: ArrivedEvent[] = [];
  readonly snapshots: LiveSnapshot[] = [];
  readonly stales: LiveStale[] = [];
  readonly #socket: Socket<LiveServerMessages>;
  readonly #changed = new Set<() => void>();

  private constructor(socket: Socket<LiveServerMessages>) {
    this.#socket = socket;
    socket.on('event', (event) => this.#note(() => this.events.push({ event, arrivedAt: Date.now() })));
    socket.on('snapshot', (snapshot) => this.#note(() => this.snapshots.push(snapshot)));
    socket.on('stale', (stale) => this.#note(() => this.stales.push(stale)));
  }

  /** Connects to `baseUrl` (`http://127.0.0.1:8080`) and waits for the first snapshot, or for the missed events. */
  static async connect(baseUrl: string, auth: { apiKey: string; since?: number }): Promise<LiveClient> {
    const socket: Socket<LiveServerMessages> = io(`${baseUrl}/live`, {
      auth,
      transports: ['websocket'],
      forceNew: true,
    });
    const client = new LiveClient(socket);
    try {
      await new Promise<void>((resolve, reject) => {
        socket.once('connect', resolve);
        socket.once('connect_error', reject);
      });
      if (auth.since === undefined) await client.until(() => client.snapshots[0], 5000, 'the first snapshot');
    } catch (error) {
      socket.close();
      throw error;
    }
    return client;
  }

  /** The first event, past or future, that fits; rejects after `timeoutMs`. */
  waitFor(fits: (event: LiveEvent) => boolean, timeoutMs = 10_000, what = 'an event'): Promise<ArrivedEvent> {
    return this.until(() => this.events.find(({ event }) => fits(event)), timeoutMs, what);
  }

  /** Whatever `find` gives as soon as it gives something, asked again after each message. */
  until<T>(find: () => T | undefined, timeoutMs: number, what: string): Promise<T> {
    return new Promise((resolve, reject) => {
      const settle = (done: () => void): void => {
        clearTimeout(timer);
        this.#changed.delete(look);
        done();
      };
      const look = (): void => {
        const found = find();
        if (found !== undefined) settle(() => resolve(found));
      };
      const timer = setTimeout(
        () => settle(() => reject(new Error(`${what} did not come within ${timeoutMs} ms; got ${this.#summary()}`))),
        timeoutMs,
      );
      this.#changed.add(look);
      look();
    });
  }

  /** The call events of one call, in order of arrival. */
  callEvents(callId: string): ArrivedEvent[] {
    return this.events.filter(
      ({ event }) => event.type.startsWith('call.') && 'id' in event.data && event.data.id === callId,
    );
  }

  close(): void {
    this.#socket.close();
  }

  #note(add: () => void): void {
    add();
    for (const look of [...this.#changed]) look();
  }

  #summary(): string {
    return this.events.map(({ event }) => `${event.seq} ${event.type}`).join(', ') || 'no event at all';
  }
}
