import { createSocket } from 'node:dgram';
import { createServer } from 'node:net';

/** Whether a UDP and a TCP socket can be bound to `address:port`. Agent and Asterisk share one network. */
export async function isPortFree(address: string, port: number): Promise<boolean> {
  return (await udpFree(address, port)) && (await tcpFree(address, port));
}

function udpFree(address: string, port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = createSocket('udp4');
    socket.once('error', () => {
      socket.close();
      resolve(false);
    });
    socket.bind(port, address, () => socket.close(() => resolve(true)));
  });
}

function tcpFree(address: string, port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen(port, address, () => server.close(() => resolve(true)));
  });
}
