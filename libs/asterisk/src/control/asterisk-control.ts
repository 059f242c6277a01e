import { connect } from 'node:net';
import { AsteriskUnavailable } from '../errors.js';

/** Console commands that are sent, whole and fixed: nothing from outside gets into one. */
const commands = {
  restartNow: 'core restart now',
  restartWhenConvenient: 'core restart when convenient',
  abortShutdown: 'core abort shutdown',
} as const;

/**
 * Asterisk's control socket (asterisk.ctl), for the one thing that neither ARI nor AMI can do: start Asterisk anew. The
 * process stays the same and runs its program again, so whoever supervises it notices nothing.
 */
export class AsteriskControl {
  constructor(
    private readonly socketPath: string,
    private readonly timeoutMs = 1000,
  ) {}

  /** Cuts every call and starts anew. */
  restartNow(): Promise<void> {
    return this.send('restartNow');
  }

  /** Starts anew as soon as there is no call, at once if there is none; goes on taking calls until then. */
  restartWhenConvenient(): Promise<void> {
    return this.send('restartWhenConvenient');
  }

  /** Takes back {@link restartWhenConvenient}. */
  abortShutdown(): Promise<void> {
    return this.send('abortShutdown');
  }

  /** Resolves once Asterisk has the command. @throws AsteriskUnavailable when nobody listens. */
  private send(name: keyof typeof commands): Promise<void> {
    return new Promise((resolve, reject) => {
      const socket = connect(this.socketPath);
      let sent = false;
      // It greets, reads, and closes when it is done; a command that waits keeps the connection, and is done for us.
      const timer = setTimeout(() => socket.destroy(), this.timeoutMs);
      socket.once('data', () => {
        sent = true;
        socket.end(`${commands[name]}\0`);
      });
      // What it prints does not matter, but must be taken.
      socket.resume();
      let problem = 'it does not answer';
      socket.on('error', (error) => {
        problem = error.message;
      });
      socket.once('close', () => {
        clearTimeout(timer);
        if (sent) resolve();
        else reject(new AsteriskUnavailable(`Asterisk's control socket does not work: ${problem}.`));
      });
    });
  }
}
