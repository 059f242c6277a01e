import type {
  EventFilter,
  LiveEvent,
  LiveReset,
  LiveServerMessages,
  LiveSnapshot,
  LiveStale,
} from '@trunkline/contracts';
import { io, type Socket } from 'socket.io-client';

/** What a handshake may carry. */
export type LiveAuth = { apiKey?: string; since?: number } & EventFilter;

/** A client of `/live` that keeps all it is sent. */
export class LiveListener {
  readonly snapshots: LiveSnapshot[] = [];
  readonly events: LiveEvent[] = [];
  readonly stales: LiveStale[] = [];
  readonly resets: LiveReset[] = [];
  /** Places it was told of, where there was nothing to show. */
  readonly places: number[] = [];
  /** Why it lost its connection, each time. */
  readonly disconnects: string[] = [];
  /** What it was told last, by a snapshot or since: why the stream is not live; undefined before the first word. */
  stale: LiveStale | undefined;
  readonly socket: Socket<LiveServerMessages, Record<string, never>>;
  private readonly waiting = new Set<() => void>();

  constructor(url: string, auth: LiveAuth, headers: Record<string, string> = {}, transport = 'websocket') {
    this.socket = io(`${url}/live`, {
      auth,
      transports: [transport],
      reconnection: false,
      forceNew: true,
      extraHeaders: headers,
    });
    const keep =
      <T>(list: T[]) =>
      (item: T) => {
        list.push(item);
        for (const look of this.waiting) look();
      };
    this.socket.on('snapshot', (snapshot) => {
      this.stale = snapshot.stale;
      keep(this.snapshots)(snapshot);
    });
    this.socket.on('event', keep(this.events));
    this.socket.on('reset', keep(this.resets));
    this.socket.on('seq', keep(this.places));
    this.socket.on('stale', (stale) => {
      this.stale = stale;
      keep(this.stales)(stale);
    });
    this.socket.on('disconnect', keep(this.disconnects));
  }

  get seqs(): number[] {
    return this.events.map(({ seq }) => seq);
  }

  /** Resolves once `met` holds; it is asked again after each message. */
  async until(met: () => boolean, withinMs = 10_000): Promise<void> {
    if (met()) return;
    await new Promise<void>((resolve, reject) => {
      const timer = setTimeout(() => {
        this.waiting.delete(look);
        reject(new Error(`not met: ${met}`));
      }, withinMs);
      const look = () => {
        if (!met()) return;
        clearTimeout(timer);
        this.waiting.delete(look);
        resolve();
      };
      this.waiting.add(look);
    });
  }

  close(): void {
    this.socket.disconnect();
  }
}
