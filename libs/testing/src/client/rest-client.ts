import type { Problem } from '@trunkline/contracts';

/** What an answer that is not 2xx throws. */
export class RestError extends Error {
  constructor(
    readonly status: number,
    readonly problem: Problem | undefined,
    request: string,
  ) {
    super(
      `${request}: ${status} ${problem?.code ?? ''} ${problem?.detail ?? ''} ${JSON.stringify(problem?.errors ?? [])}`,
    );
  }
}

/** A client of the REST API under `/api/v1`, as an integrator with an API key writes one. */
export class RestClient {
  constructor(
    readonly baseUrl: string,
    readonly apiKey: string,
  ) {}

  /** Any request, whatever it answers. */
  send(method: string, path: string, body?: unknown, headers: Record<string, string> = {}): Promise<Response> {
    return fetch(`${this.baseUrl}/api/v1${path}`, {
      method,
      headers: {
        authorization: `Bearer ${this.apiKey}`,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      signal: AbortSignal.timeout(20_000),
    });
  }

  get<T>(path: string): Promise<T> {
    return this.#json<T>('GET', path);
  }

  post<T>(path: string, body: unknown): Promise<T> {
    return this.#json<T>('POST', path, body);
  }

  /** Sends a file as it is. */
  async upload<T>(path: string, file: Buffer, type: string): Promise<T> {
    const headers = { authorization: `Bearer ${this.apiKey}`, 'content-type': type };
    const answer = await fetch(`${this.baseUrl}/api/v1${path}`, {
      method: 'POST',
      headers,
      body: new Uint8Array(file),
    });
    if (!answer.ok) throw new RestError(answer.status, (await answer.json()) as Problem, `POST ${path}`);
    return (await answer.json()) as T;
  }

  patch<T>(path: string, body: unknown): Promise<T> {
    return this.#json<T>('PATCH', path, body);
  }

  delete(path: string): Promise<void> {
    return this.#json('DELETE', path);
  }

  async #json<T>(method: string, path: string, body?: unknown): Promise<T> {
    const answer = await this.send(method, path, body);
    const text = await answer.text();
    const json: unknown = text === '' ? undefined : parseOr(text);
    if (!answer.ok) throw new RestError(answer.status, json as Problem | undefined, `${method} ${path}`);
    return json as T;
  }
}

function parseOr(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return { detail: text.slice(0, 500) };
  }
}
