import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What came to the receiver of webhooks. */
export interface Received {
  path: string;
  headers: Record<string, string>;
  body: string;
}

/** A server that webhooks are sent to. What comes to `/broken` is refused with 500. */
export interface WebhookReceiver {
  readonly url: string;
  readonly received: Received[];
  stop(): void;
}

/** Starts a receiver on an address of this machine. */
export async function webhookReceiver(address: string): Promise<WebhookReceiver> {
  const received: Received[] = [];
  const server = createServer((request, response) => {
    let body = '';
    request.setEncoding('utf8').on('data', (text: string) => {
      body += text;
    });
    request.on('end', () => {
      const path = request.url ?? '';
      received.push({ path, headers: request.headers as Record<string, string>, body });
      if (path === '/broken') response.writeHead(500).end('out of order');
      else response.writeHead(204).end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, address, resolve));
  const url = `http://${address}:${(server.address() as AddressInfo).port}`;
  return { url, received, stop: () => server.close() };
}
