import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';

// Greets as Asterisk does, and ends a connection with `done` when it was asked.
const program = `
  const server = require('node:net').createServer((socket) => {
    socket.on('error', () => {});
    socket.write('host/42/22.10.1\\n');
    socket.on('data', () => socket.end('done\\n'));
  });
  server.listen({ path: process.argv[1], backlog: 1 }, () => console.log('listening'));
`;

/**
 * A control socket at `path` that takes no connection, and has as many waiting as it may: one more is refused with EAGAIN.
 * It takes them all once it is `opened`. `end` it in any case.
 */
export async function fullControlSocket(path: string): Promise<{ opened(): void; end(): void }> {
  const server = spawn(process.execPath, ['-e', program, path], { stdio: ['ignore', 'pipe', 'inherit'] });
  await once(server.stdout, 'data');
  server.kill('SIGSTOP');
  const waiting: Socket[] = [];
  for (let full = false; !full; ) {
    const socket = connect(path);
    waiting.push(socket);
    full = await new Promise<boolean>((resolve) => {
      socket.once('connect', () => resolve(false)).once('error', () => resolve(true));
    });
    socket.on('error', () => undefined);
  }
  return {
    opened: () => {
      server.kill('SIGCONT');
    },
    end: () => {
      for (const socket of waiting) socket.destroy();
      server.kill('SIGKILL');
    },
  };
}
