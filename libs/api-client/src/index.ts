import createClient, { type Client } from 'openapi-fetch';
import type { components, paths } from './schema.js';

/** A typed client of the API: `client.GET('/api/v1/trunks', { params: { query: { limit: 50 } } })`. */
export type ApiClient = Client<paths>;

/** Shapes of requests and answers by their name in the API description. */
export type ApiSchemas = components['schemas'];

/** `apiKey` for programs; a browser leaves it out and has its session cookie. */
export interface ApiClientOptions {
  baseUrl?: string;
  apiKey?: string;
  fetch?: (request: Request) => Promise<Response>;
}

/** Makes a client. Answers are `{ data, error, response }`: an error is a `Problem`, and it does not throw. */
export function createApiClient({ baseUrl = '', apiKey, fetch }: ApiClientOptions = {}): ApiClient {
  return createClient<paths>({
    baseUrl,
    ...(fetch ? { fetch } : {}),
    ...(apiKey ? { headers: { authorization: `Bearer ${apiKey}` } } : {}),
  });
}

export { type FollowOptions, followEvents, type StreamMessage, StreamRefused } from './follow-events.js';
