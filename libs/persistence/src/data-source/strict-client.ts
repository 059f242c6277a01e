import pg from 'pg';

/**
 * pg gives up on a query after `query_timeout` and leaves the connection as it is: its next user would wait behind
 * the old query, and a transaction whose ROLLBACK timed out too would go back to the pool open. A connection that
 * did not answer in time is therefore closed. Nor may one take longer to be made, however long the pool lets others wait.
 */
export class StrictClient extends pg.Client {
  private readonly readTimeout: number;

  constructor(config: pg.ClientConfig = {}) {
    const { query_timeout: readTimeout = 0 } = config;
    super({ ...config, connectionTimeoutMillis: Math.min(2000, readTimeout || 2000) });
    this.readTimeout = readTimeout;
    // A client that the pool has let go of may still say that its connection broke; unheard, that ends the process.
    this.on('error', () => undefined);
    if (this.readTimeout > 0) this.closeWhenSilent();
  }

  private closeWhenSilent(): void {
    const send = this.query.bind(this) as (...args: unknown[]) => unknown;
    const guarded = (...args: unknown[]): unknown => {
      const answer = send(...args);
      if (answer instanceof Promise) {
        answer.catch((error: unknown) => {
          if (error instanceof Error && error.message === 'Query read timeout') this.destroyConnection();
        });
      }
      return answer;
    };
    Object.defineProperty(this, 'query', { value: guarded });
  }

  private destroyConnection(): void {
    (this as unknown as { connection: { stream: { destroy(): void } } }).connection.stream.destroy();
  }
}
