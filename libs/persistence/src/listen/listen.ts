import pg from 'pg';

/** A subscription that reconnects by itself until it is stopped. */
export interface Subscription {
  stop(): Promise<void>;
}

/** Times in milliseconds; the defaults suit a process, tests shorten them. */
export interface ListenSettings {
  /** Pauses between tries: doubles from the first to the last. */
  backoff?: { first: number; last: number };
  /** How often the connection is proven alive, and how long the answer may take. A frozen server closes nothing. */
  ping?: { every: number; within: number };
  /** The connection was lost or not made; it is tried again. */
  onDown?: (error: Error) => void;
}

/**
 * Listens on channels over a connection of its own. `onUp` is called after each (re)connect: notifications sent
 * meanwhile are lost, so the caller reads the tables once. Callbacks must not throw.
 */
export function listen(
  url: string,
  channels: readonly string[],
  onNotify: (channel: string, payload: string) => void,
  onUp: () => void,
  settings: ListenSettings = {},
): Subscription {
  const listener = new Listener(url, channels, onNotify, onUp, settings);
  listener.connect();
  return { stop: () => listener.stop() };
}

class Listener {
  private client: pg.Client | undefined;
  private timer: NodeJS.Timeout | undefined;
  private stopped = false;
  private pause: number;
  private readonly backoff: { first: number; last: number };
  private readonly ping: { every: number; within: number };

  constructor(
    private readonly url: string,
    private readonly channels: readonly string[],
    private readonly onNotify: (channel: string, payload: string) => void,
    private readonly onUp: () => void,
    private readonly settings: ListenSettings,
  ) {
    this.backoff = settings.backoff ?? { first: 100, last: 2000 };
    this.ping = settings.ping ?? { every: 5000, within: 2000 };
    this.pause = this.backoff.first;
  }

  connect(): void {
    const client = new pg.Client({
      connectionString: this.url,
      application_name: 'trunkline-listen',
      connectionTimeoutMillis: 2000,
      query_timeout: this.ping.within,
      keepAlive: true,
    });
    this.client = client;
    client.on('notification', ({ channel, payload }) => this.onNotify(channel, payload ?? ''));
    client.on('error', (error) => this.lost(client, error));
    client.on('end', () => this.lost(client, new Error('The connection was closed.')));
    this.subscribe(client).catch((error: Error) => this.lost(client, error));
  }

  async stop(): Promise<void> {
    this.stopped = true;
    clearTimeout(this.timer);
    const client = this.client;
    this.client = undefined;
    if (client !== undefined) drop(client);
  }

  private async subscribe(client: pg.Client): Promise<void> {
    await client.connect();
    for (const channel of this.channels) await client.query(`LISTEN ${client.escapeIdentifier(channel)}`);
    if (this.client !== client) return;
    this.pause = this.backoff.first;
    this.onUp();
    this.pingLater(client);
  }

  private pingLater(client: pg.Client): void {
    this.timer = setTimeout(() => {
      client.query('SELECT 1').then(
        () => this.client === client && this.pingLater(client),
        (error: Error) => this.lost(client, error),
      );
    }, this.ping.every);
  }

  /** An old client may speak up late: only the current one counts. */
  private lost(client: pg.Client, error: Error): void {
    if (this.client !== client || this.stopped) return;
    this.client = undefined;
    clearTimeout(this.timer);
    drop(client);
    this.settings.onDown?.(error);
    this.timer = setTimeout(() => this.connect(), this.pause);
    this.pause = Math.min(this.pause * 2, this.backoff.last);
  }
}

/** Closes without waiting for a server that may be frozen. */
function drop(client: pg.Client): void {
  client.removeAllListeners();
  client.on('error', () => undefined);
  (client as unknown as { connection: { stream: { destroy(): void } } }).connection.stream.destroy();
}
