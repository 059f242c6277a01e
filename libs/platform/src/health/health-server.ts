import { createServer, type Server } from 'node:http';
import type { Component } from '@trunkline/contracts';

/** What a process says of its own health: it is `ready` when it can do its work, and each part says why not. */
export interface Health {
  ready: boolean;
  components: Record<string, Component>;
}

/**
 * Answers `GET /health/live` with 200 as long as the process runs and `GET /health` with 200 when ready, else 503;
 * for processes without an HTTP API of their own. Resolves once it listens.
 */
export async function startHealthServer(
  { host, port }: { host: string; port: number },
  check: () => Health | Promise<Health>,
): Promise<{ stop(): Promise<void> }> {
  const server = createServer((request, response) => {
    const send = (status: number, body: object): void => {
      response.writeHead(status, { 'content-type': 'application/json', 'cache-control': 'no-store' });
      response.end(JSON.stringify(body));
    };
    if (request.method !== 'GET') return send(405, { error: 'method not allowed' });
    if (request.url === '/health/live') return send(200, { live: true });
    if (request.url !== '/health') return send(404, { error: 'not found' });
    Promise.resolve()
      .then(check)
      .then((health) => send(health.ready ? 200 : 503, health))
      .catch(() => send(503, { ready: false, components: {} }));
  });
  await listen(server, host, port);
  return {
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function listen(server: Server, host: string, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      server.off('error', reject);
      resolve();
    });
  });
}
