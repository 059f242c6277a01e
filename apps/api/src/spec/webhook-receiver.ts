import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Webhook } from 'standardwebhooks';
import { host } from './api-under-test.js';

/** A request as it came in. */
export interface Received {
  path: string;
  headers: Record<string, string>;
  body: string;
  event: { id: string; type: string; seq: number; data: Record<string, unknown> };
}

type Answer = (received: Received, response: ServerResponse) => void;

/** A receiver of webhooks, as a web developer writes one. It answers 204 unless told otherwise. */
export class WebhookReceiver {
  readonly received: Received[] = [];
  answer: Answer = (_received, response) => void response.writeHead(204).end();
  private readonly server: Server = createServer((request, response) => void this.take(request, response));
  private readonly waiting = new Set<() => void>();

  async open(): Promise<this> {
    await new Promise<void>((resolve) => this.server.listen(0, host, resolve));
    return this;
  }

  get port(): number {
    return (this.server.address() as AddressInfo).port;
  }

  url(path = '/'): string {
    return `http://${host}:${this.port}${path}`;
  }

  /** What came at `path`. */
  at(path: string): Received[] {
    return this.received.filter((each) => each.path === path);
  }

  /** Resolves once `met` holds; it is asked again after each request. */
  async until(met: () => boolean, withinMs = 10_000): Promise<void> {
    if (met()) return;
    await new Promise<void>((resolve, reject) => {
      const timer = setTimeout(() => {
        this.waiting.delete(look);
        reject(new Error(`not met: ${met}, received ${this.received.length}`));
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
    this.server.closeAllConnections();
    this.server.close();
  }

  private async take(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const body = Buffer.concat(chunks).toString('utf8');
    const headers = request.headers as Record<string, string>;
    const received = { path: request.url ?? '', headers, body, event: JSON.parse(body) };
    this.received.push(received);
    this.answer(received, response);
    for (const look of this.waiting) look();
  }
}

/** Whether the standardwebhooks library accepts the signature with this secret. */
export function isSigned({ body, headers }: Received, secret: string): boolean {
  try {
    new Webhook(secret).verify(body, headers);
    return true;
  } catch {
    return false;
  }
}
