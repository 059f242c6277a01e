import type { Page } from '@trunkline/contracts';

/** The REST calls the demo makes, with an API key. Refusals become errors with the words of the API. */
export class Rest {
  constructor(
    private readonly baseUrl: string,
    private readonly apiKey: string,
  ) {}

  /** Every item of a list, page by page. */
  async all<T>(path: string): Promise<T[]> {
    const items: T[] = [];
    for (let cursor: string | null = ''; cursor !== null; ) {
      const page: Page<T> = await this.send('GET', `${path}?limit=200${cursor ? `&cursor=${cursor}` : ''}`);
      items.push(...page.items);
      cursor = page.nextCursor;
    }
    return items;
  }

  get<T>(path: string): Promise<T> {
    return this.send('GET', path);
  }

  /** Creates or changes a resource and resolves once Asterisk has it. */
  async apply<T>(method: 'POST' | 'PATCH', path: string, body: unknown): Promise<T> {
    return this.send(method, `${path}?wait=applied`, body);
  }

  /** Whether the key is (still) good. */
  async accepted(): Promise<boolean> {
    const answer = await this.#fetch('GET', '/extensions?limit=1');
    return answer.status !== 401;
  }

  async send<T>(method: string, path: string, body?: unknown): Promise<T> {
    const answer = await this.#fetch(method, path, body);
    const text = await answer.text();
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${text.slice(0, 500)}`);
    const outcome = answer.headers.get('Trunkline-Revision-Status');
    if (outcome === 'failed' || outcome === 'pending') {
      throw new Error(`${method} ${path}: accepted, but Asterisk has not taken it over (${outcome})`);
    }
    return JSON.parse(text);
  }

  #fetch(method: string, path: string, body?: unknown): Promise<Response> {
    return fetch(`${this.baseUrl}/api/v1${path}`, {
      method,
      headers: { authorization: `Bearer ${this.apiKey}`, ...(body ? { 'content-type': 'application/json' } : {}) },
      ...(body ? { body: JSON.stringify(body) } : {}),
      signal: AbortSignal.timeout(20_000),
    });
  }
}
