import { connect } from 'node:net';

/** One queue inside Asterisk (a taskprocessor) and how much waits in it. */
export interface TaskQueue {
  name: string;
  waiting: number;
}

/** What `core show taskprocessors` printed: name, processed, in queue, and columns that nobody here reads. */
export function readTaskprocessors(text: string): TaskQueue[] {
  return [...text.matchAll(/^(\S+)[ \t]+\d+[ \t]+(\d+)[ \t]/gm)].map(([, name = '', waiting]) => ({
    name,
    waiting: Number(waiting),
  }));
}

/**
 * Asks Asterisk for its queues over the control socket `asterisk.ctl`: neither ARI nor an AMI without the right
 * `command` tells them. This one command is all that goes there.
 */
export function askTaskprocessors(socketPath: string, timeoutMs = 2000): Promise<TaskQueue[]> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    const socket = connect(socketPath);
    const timer = setTimeout(() => socket.destroy(new Error('Asterisk does not tell its queues')), timeoutMs);
    socket.on('data', (chunk) => {
      // Its greeting comes first; "cli quit after" makes Asterisk close the connection when it is done.
      if (chunks.push(chunk) === 1) socket.write('cli quit after core show taskprocessors\0');
    });
    socket.on('error', reject);
    socket.on('close', () => {
      clearTimeout(timer);
      resolve(readTaskprocessors(Buffer.concat(chunks).toString('utf8')));
    });
  });
}
