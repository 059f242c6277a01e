import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, readlinkSync, realpathSync } from 'node:fs';
import { createServer, type Server } from 'node:net';

/** Identifies machine, network namespace, state folder and node: within one place the kernel keeps the local lock. */
export function placeOf(stateDir: string, nodeId: string): string {
  mkdirSync(stateDir, { recursive: true });
  const boot = readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
  const parts = [boot, readlinkSync('/proc/self/ns/net'), realpathSync(stateDir), nodeId];
  return createHash('sha256').update(parts.join('\n')).digest('hex').slice(0, 32);
}

/** A lock that is gone with its process, however that ends: an abstract Unix socket. */
export class LocalLock {
  private server: Server | null = null;

  constructor(private readonly place: string) {}

  get held(): boolean {
    return this.server !== null;
  }

  /** Whether this process has the lock now. */
  take(): Promise<boolean> {
    if (this.server) return Promise.resolve(true);
    const server = createServer((socket) => socket.destroy());
    return new Promise((resolve, reject) => {
      server.once('error', (error: NodeJS.ErrnoException) =>
        error.code === 'EADDRINUSE' ? resolve(false) : reject(error),
      );
      server.listen(`\0trunkline-agent-${this.place}`, () => {
        this.server = server;
        resolve(true);
      });
    });
  }

  release(): Promise<void> {
    const server = this.server;
    this.server = null;
    return new Promise((resolve) => (server ? server.close(() => resolve()) : resolve()));
  }
}
