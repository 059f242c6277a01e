import { connect } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';

// Before each line that came by ast_verbose stands its level, as a character of U+007F and below (asterisk.c).
const marks = /(?![\n\t])\p{Cc}/gu;

/** Milliseconds between two tries while others wait for the control socket. */
const againMs = 20;

/**
 * Runs one CLI command over the control socket of an Asterisk and resolves with what it printed, as `asterisk -rx`
 * does, without starting a process. Rejects when nobody listens or the command does not end within `timeoutMs`.
 */
export async function controlCommand(socketPath: string, command: string, timeoutMs = 10_000): Promise<string> {
  if (/[\0\r\n]/.test(command)) throw new Error('a CLI command is one line');
  const until = performance.now() + timeoutMs;
  for (;;) {
    try {
      return await commandOnce(socketPath, command, timeoutMs);
    } catch (error) {
      // Asterisk lets two connections wait to be accepted. One more is refused.
      const full = (error as NodeJS.ErrnoException).code === 'EAGAIN';
      if (!full || performance.now() >= until) throw error;
      await delay(againMs);
    }
  }
}

function commandOnce(socketPath: string, command: string, timeoutMs: number): Promise<string> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    const socket = connect(socketPath);
    const timer = setTimeout(
      () => socket.destroy(new Error(`Asterisk did not finish "${command}" in ${timeoutMs / 1000} s`)),
      timeoutMs,
    );
    let asked = false;
    socket.on('data', (chunk) => {
      chunks.push(chunk);
      if (asked) return;
      asked = true;
      // Its greeting has come. "cli quit after" makes Asterisk close the connection when the command is done.
      socket.write(`cli quit after ${command}\0`);
    });
    socket.on('error', reject);
    socket.on('close', () => {
      clearTimeout(timer);
      const text = Buffer.concat(chunks).toString('utf8');
      // The first line is the greeting: host, process id and version.
      resolve(
        text
          .slice(text.indexOf('\n') + 1)
          .replace(marks, '')
          .trim(),
      );
    });
  });
}
