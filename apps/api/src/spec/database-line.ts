import { connect, createServer, type Server, type Socket } from 'node:net';

/** The line to a database, which can be cut or frozen: a proxy before the real server. */
export class DatabaseLine {
  private readonly server: Server;
  private readonly pairs = new Set<[Socket, Socket]>();
  private mode: 'open' | 'cut' | 'frozen' = 'open';

  constructor(
    private readonly target: { host: string; port: number },
    private readonly host: string,
    private readonly port: number,
  ) {
    this.server = createServer((near) => this.join(near));
  }

  open(): Promise<void> {
    return new Promise((resolve, reject) => {
      this.server.once('error', reject).listen(this.port, this.host, resolve);
    });
  }

  /** As when the server is stopped: connections break and new ones are refused at once. */
  cut(): void {
    this.mode = 'cut';
    for (const pair of this.pairs) for (const socket of pair) socket.destroy();
  }

  /** As when the server is stopped with SIGSTOP: everything stays open and nothing answers. */
  freeze(): void {
    this.mode = 'frozen';
    for (const pair of this.pairs) for (const socket of pair) socket.pause();
  }

  /** The server is back. */
  mend(): void {
    this.mode = 'open';
    for (const pair of this.pairs) for (const socket of pair) socket.resume();
  }

  close(): void {
    this.cut();
    this.server.close();
  }

  private join(near: Socket): void {
    if (this.mode === 'cut') return void near.destroy();
    const far = connect(this.target);
    const pair: [Socket, Socket] = [near, far];
    this.pairs.add(pair);
    for (const [from, to] of [pair, [far, near]] as const) {
      from.on('data', (data) => to.write(data));
      from.on('error', () => to.destroy());
      from.on('close', () => {
        to.destroy();
        this.pairs.delete(pair);
      });
    }
    if (this.mode === 'frozen') for (const socket of pair) socket.pause();
  }
}
