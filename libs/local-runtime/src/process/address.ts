import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { createServer } from 'node:net';

/** Throws a sentence that names the address when one of the ports of `host` cannot be bound. */
export async function assertFree(protocol: 'tcp' | 'udp', host: string, ports: readonly number[]): Promise<void> {
  for (const port of ports) {
    await (protocol === 'tcp' ? bindTcp(host, port) : bindUdp(host, port)).catch((error: NodeJS.ErrnoException) => {
      const why = error.code === 'EADDRINUSE' ? 'another program uses it' : error.message;
      throw new Error(`${host}:${port} (${protocol.toUpperCase()}) is not free: ${why}`);
    });
  }
}

async function bindTcp(host: string, port: number): Promise<void> {
  const server = createServer().listen(port, host);
  await once(server, 'listening');
  server.close();
  await once(server, 'close');
}

async function bindUdp(host: string, port: number): Promise<void> {
  const socket = createSocket('udp4');
  socket.bind(port, host);
  await once(socket, 'listening');
  socket.close();
  await once(socket, 'close');
}
