import pg from 'pg';

/** How a pool hands a connection over; `release` gives it back. */
type Handed = (error: Error | undefined, client: pg.PoolClient | undefined, release: (destroy?: Error) => void) => void;

/**
 * Tells a database that is busy from one that does not answer. Who waits for a connection is refused once nobody was given
 * one for `silentMs`; while others are, it waits on, for `connectionTimeoutMillis` in all.
 */
export class PatientPool extends pg.Pool {
  private lastGiven = 0;

  constructor(
    config: pg.PoolConfig,
    private readonly silentMs: number,
  ) {
    super(config);
    this.on('acquire', () => {
      this.lastGiven = performance.now();
    });
  }

  override connect(): Promise<pg.PoolClient>;
  override connect(handed: Handed): void;
  override connect(handed?: Handed): Promise<pg.PoolClient> | undefined {
    if (handed) {
      this.giveTo(handed);
      return;
    }
    return new Promise((resolve, reject) =>
      this.giveTo((error, client) => (client ? resolve(client) : reject(error ?? new Error('no connection')))),
    );
  }

  private giveTo(handed: Handed): void {
    const began = performance.now();
    let over = false;
    const answer: Handed = (error, client, release) => {
      // One that comes after all is for the next who waits.
      if (over) {
        if (client) release();
        return;
      }
      over = true;
      clearTimeout(timer);
      handed(error, client, release);
    };
    const look = () => {
      const left = Math.max(began, this.lastGiven) + this.silentMs - performance.now();
      if (left > 0) timer = setTimeout(look, left);
      else answer(new Error('timeout exceeded when trying to connect'), undefined, () => undefined);
    };
    let timer = setTimeout(look, this.silentMs);
    super.connect(answer);
  }
}
