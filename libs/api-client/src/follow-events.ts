import type { EventFilter, LiveEvent, LiveReset, LiveSnapshot, LiveStale } from '@trunkline/contracts';
import { type ServerSentEvent, ServerSentEvents } from './event-source.js';

/** What the stream says, in order. After a `reset` comes a `snapshot`, which takes the place of all that was known. */
export type StreamMessage =
  | { type: 'snapshot'; snapshot: LiveSnapshot }
  | { type: 'event'; event: LiveEvent }
  | { type: 'reset'; reset: LiveReset }
  | { type: 'stale'; stale: LiveStale };

/** How to follow. Times in milliseconds; the defaults suit a program that runs for days. */
export interface FollowOptions {
  /** Where the API is: `https://pbx.example.com`. */
  url: string;
  /** A page of the API itself leaves it out and has its session cookie. */
  apiKey?: string;
  filters?: EventFilter;
  /** Seq that was seen last, as from an earlier run; without it the stream begins with a snapshot. */
  since?: number;
  /** Ends the iteration, without an error. */
  signal?: AbortSignal;
  /** Hears why a connection ended, each time, before it is tried again. */
  onRetry?: (error: unknown, pauseMs: number) => void;
  fetch?: typeof fetch;
  /** Pauses between tries grow from the first to the last; each is drawn at random up to that. */
  backoff?: { first: number; last: number };
  /** A connection that says nothing for so long is dead: the server speaks every 15 s. */
  silenceMs?: number;
}

/** The server turned the request away and would do so again: a key that is not valid, a filter that is none. */
export class StreamRefused extends Error {
  override readonly name = 'StreamRefused';
  constructor(
    readonly status: number,
    /** The problem (RFC 9457) that the server answered with. */
    readonly problem: unknown,
  ) {
    super(`The event stream was refused with status ${status}: ${JSON.stringify(problem)}`);
  }
}

/**
 * Follows the stream for as long as the caller iterates. A connection that breaks is made again, with backoff and
 * jitter, and goes on where it was: every event comes once and in order. @throws StreamRefused.
 */
export async function* followEvents(options: FollowOptions): AsyncGenerator<StreamMessage, void, undefined> {
  const { signal, onRetry, backoff = { first: 250, last: 10_000 } } = options;
  const place = { seq: options.since };
  let longest = backoff.first;
  while (!signal?.aborted) {
    let failure: unknown;
    try {
      for await (const message of connection(options, place)) {
        longest = backoff.first;
        yield message;
      }
    } catch (error) {
      if (error instanceof StreamRefused) throw error;
      failure = error;
    }
    if (signal?.aborted) return;
    const pauseMs = Math.max(Math.random() * longest, failure instanceof TryLater ? failure.afterMs : 0);
    longest = Math.min(longest * 2, backoff.last);
    onRetry?.(failure, pauseMs);
    await pause(pauseMs, signal);
  }
}

/** 429 and 5xx: the same request may well be answered later. */
class TryLater extends Error {
  constructor(
    status: number,
    readonly afterMs: number,
  ) {
    super(`The server answered ${status}.`);
  }
}

async function* connection(
  { url, apiKey, filters, signal, silenceMs = 45_000, fetch: ask = fetch }: FollowOptions,
  place: { seq: number | undefined },
): AsyncGenerator<StreamMessage, void, undefined> {
  const ended = new AbortController();
  const end = () => ended.abort();
  signal?.addEventListener('abort', end, { once: true });
  let silence = setTimeout(end, silenceMs);
  try {
    const headers: Record<string, string> = { accept: 'text/event-stream' };
    if (apiKey) headers.authorization = `Bearer ${apiKey}`;
    if (place.seq !== undefined) headers['last-event-id'] = String(place.seq);
    const answer = await ask(addressOf(url, filters), { headers, signal: ended.signal });
    if (!answer.ok || !answer.body) throw await refusal(answer);
    clearTimeout(silence);
    const parser = new ServerSentEvents();
    const decoder = new TextDecoder();
    const reader = answer.body.getReader();
    for (;;) {
      silence = setTimeout(end, silenceMs);
      const part = await reader.read();
      // While the caller is at work with a message, silence is his.
      clearTimeout(silence);
      if (part.done) return;
      for (const message of parser.push(decoder.decode(part.value, { stream: true }))) yield* accepted(message, place);
      // Events that the filters leave out move the place on too.
      if (parser.lastId !== '') place.seq = Math.max(place.seq ?? 0, Number(parser.lastId));
    }
  } finally {
    clearTimeout(silence);
    signal?.removeEventListener('abort', end);
    end();
  }
}

function* accepted({ event, data, id }: ServerSentEvent, place: { seq: number | undefined }): Generator<StreamMessage> {
  const said: unknown = JSON.parse(data);
  switch (event) {
    case 'snapshot': {
      const snapshot = said as LiveSnapshot;
      place.seq = snapshot.seq;
      return yield { type: 'snapshot', snapshot };
    }
    case 'reset':
      // The ids of another log, or of a part that is gone, mean nothing any more.
      place.seq = undefined;
      return yield { type: 'reset', reset: said as LiveReset };
    case 'stale':
      return yield { type: 'stale', stale: said as LiveStale };
    case 'message': {
      const seq = Number(id);
      if (place.seq !== undefined && seq <= place.seq) return;
      place.seq = seq;
      return yield { type: 'event', event: said as LiveEvent };
    }
  }
}

function addressOf(url: string, filters: EventFilter = {}): string {
  const query = new URLSearchParams();
  for (const [name, values] of Object.entries(filters)) if (values?.length) query.set(name, values.join(','));
  const text = query.toString();
  return `${url.replace(/\/+$/, '')}/api/v1/events${text ? `?${text}` : ''}`;
}

async function refusal(answer: Response): Promise<Error> {
  if (answer.status === 429 || answer.status >= 500) {
    await answer.body?.cancel();
    return new TryLater(answer.status, (Number(answer.headers.get('retry-after')) || 0) * 1000);
  }
  return new StreamRefused(answer.status, await answer.json().catch(() => undefined));
}

function pause(ms: number, signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', done);
      resolve();
    };
    const timer = setTimeout(done, ms);
    signal?.addEventListener('abort', done, { once: true });
  });
}
