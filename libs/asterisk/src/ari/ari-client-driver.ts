import { createRequire } from 'node:module';
import { withDeadline } from '../deadline.js';
import { AsteriskError, AsteriskGone, AsteriskRefused, AsteriskUnavailable } from '../errors.js';

type Operation = (parameters: object) => Promise<unknown>;
type Resources = Record<string, Record<string, Operation> | undefined>;
interface AriClientModule {
  connect(url: string, user: string, password: string): Promise<Resources>;
}

/** Where ARI is and who we are. One for each process: ari-client keeps credentials for the whole process. */
export interface AriAddress {
  url: string;
  username: string;
  password: string;
}

const callDeadline = 5000;
const probeDeadline = 2000;

/** ari-client for REST: connects when first asked, and answers typed errors within a deadline. */
export class AriClientDriver {
  private resources: Promise<Resources> | undefined;

  constructor(private readonly address: AriAddress) {}

  /** Runs an operation by its name in ARI's own description, such as `channels`, `list`. */
  async call(resource: string, operation: string, parameters: object = {}): Promise<unknown> {
    const resources = await this.connected();
    const run = resources[resource]?.[operation];
    if (run === undefined) throw new AsteriskError(`This Asterisk has no ARI operation ${resource}.${operation}.`);
    const what = `${resource}.${operation}`;
    try {
      // Called on its resource; the answer is a plain value behind JSON, without ari-client's methods.
      return plain(await withDeadline(what, callDeadline, run(parameters)));
    } catch (error) {
      throw typed(what, error);
    }
  }

  private connected(): Promise<Resources> {
    if (this.resources === undefined) {
      const attempt = this.connect();
      this.resources = attempt;
      attempt.catch(() => {
        if (this.resources === attempt) this.resources = undefined;
      });
    }
    return this.resources;
  }

  private async connect(): Promise<Resources> {
    await this.probe();
    const { url, username, password } = this.address;
    try {
      return await withDeadline('its API description', callDeadline, ariClient().connect(url, username, password));
    } catch (error) {
      throw typed('connect', error);
    }
  }

  /** A wrong password makes ari-client throw a string where nobody can catch it: ask first. */
  private async probe(): Promise<void> {
    const { url, username, password } = this.address;
    const authorization = `Basic ${Buffer.from(`${username}:${password}`).toString('base64')}`;
    // The description itself is public; this needs the credentials.
    const response = await fetch(new URL('/ari/asterisk/ping', url), {
      headers: { authorization },
      signal: AbortSignal.timeout(probeDeadline),
    }).catch(() => {
      throw new AsteriskUnavailable(`ARI at ${url} does not answer.`);
    });
    await response.arrayBuffer().catch(() => undefined);
    if (response.status === 401) throw new AsteriskRefused(`ARI at ${url} refuses the user ${username}.`);
    if (!response.ok) throw new AsteriskUnavailable(`ARI at ${url} answers with status ${response.status}.`);
  }
}

let loaded: AriClientModule | undefined;
function ariClient(): AriClientModule {
  if (loaded === undefined) {
    loaded = createRequire(import.meta.url)('ari-client') as AriClientModule;
    // swagger-client logs through a global it makes: a deprecation at every start, and a history that only grows.
    Object.assign(globalThis, { log: () => undefined });
  }
  return loaded;
}

function plain(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([key, item]) => !key.startsWith('_') && typeof item !== 'function')
      .map(([key, item]) => [key, plain(item)]),
  );
}

/** ari-client's errors carry no status: what Asterisk says is all there is. */
function typed(what: string, error: unknown): AsteriskError {
  if (error instanceof AsteriskError) return error;
  const text = messageOf(error);
  if (/not found/i.test(text)) return new AsteriskGone(`${what}: ${text}`);
  if (/ECONN|EPIPE|ETIMEDOUT|socket|HostIsNotReachable|network/i.test(text)) {
    return new AsteriskUnavailable(`${what}: Asterisk is not reachable.`);
  }
  return new AsteriskError(`${what}: ${text}`);
}

function messageOf(error: unknown): string {
  const text = error instanceof Error ? error.message : typeof error === 'string' ? error : JSON.stringify(error);
  try {
    const { message } = JSON.parse(text) as { message?: unknown };
    return typeof message === 'string' ? message : text;
  } catch {
    return (text ?? 'failed').slice(0, 200);
  }
}
