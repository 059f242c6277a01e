import { connect } from 'node:net';
import { AsteriskError, AsteriskUnavailable } from '../errors.js';

const moduleName = /^[a-z_]+\.so$/;

/**
 * Reloads modules by one command at Asterisk's control socket: all of them or none, even when this process is killed
 * meanwhile. The only command that goes there; its words are ours. Resolves when it is done, whatever the modules made
 * of their files. @throws AsteriskUnavailable when the socket cannot be reached or nothing is done within `deadline` ms.
 */
export function reloadModules(socketPath: string, names: readonly string[], deadline = 30_000): Promise<void> {
  const odd = names.find((name) => !moduleName.test(name));
  if (odd !== undefined || names.length === 0) return Promise.reject(new AsteriskError('That is no list of modules.'));
  return new Promise((resolve, reject) => {
    const socket = connect(socketPath);
    const fail = (why: string): void => {
      reject(new AsteriskUnavailable(`Asterisk's control socket ${why}.`));
      socket.destroy();
    };
    const timer = setTimeout(() => fail('does not answer'), deadline);
    let said = '';
    socket.setEncoding('utf8');
    // Its greeting has come. "cli quit after" makes Asterisk close the connection when the command is done.
    socket.once('data', () => socket.write(`cli quit after module reload ${names.join(' ')}\0`));
    socket.on('data', (piece: string) => {
      said += piece;
    });
    socket.on('error', (error: NodeJS.ErrnoException) => fail(`cannot be used (${error.code ?? error.message})`));
    socket.on('close', () => {
      clearTimeout(timer);
      if (names.every((name) => said.includes(name))) resolve();
      else fail('was closed before the reload was done');
    });
  });
}
