import { get, type IncomingMessage } from 'node:http';

/** A client of `GET /api/v1/events` that keeps all it is sent, as text. */
export class SseListener {
  text = '';
  closed = false;
  status: number | undefined;
  headers: IncomingMessage['headers'] = {};
  private response: IncomingMessage | undefined;
  private readonly request;
  private readonly waiting = new Set<() => void>();

  constructor(url: string, apiKey: string, query = '', headers: Record<string, string> = {}) {
    const authorization = `Bearer ${apiKey}`;
    this.request = get(`${url}/api/v1/events${query}`, { headers: { authorization, ...headers }, agent: false });
    this.request.on('error', () => this.end());
    this.request.once('response', (response) => {
      this.response = response;
      this.status = response.statusCode;
      this.headers = response.headers;
      response.setEncoding('utf8');
      response.on('data', (piece: string) => {
        this.text += piece;
        this.look();
      });
      response.once('close', () => this.end());
      response.on('error', () => this.end());
    });
  }

  /** Ids in order: of events, of snapshots and of places. */
  get ids(): number[] {
    return [...this.text.matchAll(/^id: (\d+)$/gm)].map(([, id]) => Number(id));
  }

  /** The JSON of the messages of a kind; `message` are the events of the log. */
  sent<T>(kind: string): T[] {
    const blocks = this.text.split('\n\n').slice(0, -1);
    return blocks.flatMap((block) => {
      const event = /^event: (.+)$/m.exec(block)?.[1] ?? 'message';
      const data = /^data: (.+)$/m.exec(block)?.[1];
      return event === kind && data !== undefined ? [JSON.parse(data) as T] : [];
    });
  }

  /** Resolves once `met` holds; it is asked again after each piece. */
  until(met: () => boolean, withinMs = 10_000): Promise<void> {
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => {
        this.waiting.delete(look);
        reject(new Error(`not met: ${met}\n${this.text.slice(-500)}`));
      }, withinMs);
      const look = () => {
        if (!met()) return;
        clearTimeout(timer);
        this.waiting.delete(look);
        resolve();
      };
      this.waiting.add(look);
      look();
    });
  }

  /** Takes nothing any more, without closing. */
  stopReading(): void {
    this.response?.pause();
    this.response?.socket.pause();
  }

  close(): void {
    this.request.destroy();
  }

  private end(): void {
    this.closed = true;
    this.look();
  }

  private look(): void {
    for (const look of [...this.waiting]) look();
  }
}
