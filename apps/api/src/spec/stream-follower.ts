import { followEvents } from '@trunkline/api-client';
import { LiveListener } from './live-listener.js';

/** A client whose connection can be broken, and which then goes on at the other copy of the API. */
export interface Cuttable {
  readonly seqs: number[];
  cut(): void;
  stop(): void;
}

/** Follows by `followEvents`, at each connection another of `urls`. */
export function followingBySse(urls: readonly string[], apiKey: string, since: number): Cuttable {
  const seqs: number[] = [];
  const stop = new AbortController();
  let cut = new AbortController();
  let connections = 0;
  const oneOf: typeof fetch = (address, init) => {
    cut = new AbortController();
    const url = new URL(String(address));
    url.host = new URL(urls[connections++ % urls.length] ?? '').host;
    return fetch(url, { ...init, signal: AbortSignal.any([cut.signal, ...(init?.signal ? [init.signal] : [])]) });
  };
  const settings = { url: urls[0] ?? '', apiKey, since, signal: stop.signal, fetch: oneOf };
  void (async () => {
    for await (const message of followEvents({ ...settings, backoff: { first: 5, last: 20 } }))
      if (message.type === 'event') seqs.push(message.event.seq);
  })();
  return { seqs, cut: () => cut.abort(), stop: () => stop.abort() };
}

/** Follows `/live`. With `resumes` false it forgets where it was: events are lost then, which a checker must see. */
export function followingBySocket(urls: readonly string[], apiKey: string, since: number, resumes = true): Cuttable {
  const seqs: number[] = [];
  let connections = 0;
  let listener: LiveListener;
  const connect = () => {
    const last = seqs.at(-1) ?? since;
    listener = new LiveListener(urls[connections++ % urls.length] ?? '', {
      apiKey,
      ...(resumes ? { since: last } : {}),
    });
    listener.socket.on('event', ({ seq }) => seqs.push(seq));
    // The server may cut it too; that is no end either.
    listener.socket.once('disconnect', connect);
    listener.socket.once('connect_error', connect);
  };
  const leave = () => {
    for (const name of ['event', 'disconnect', 'connect_error'] as const) listener.socket.off(name);
    listener.close();
  };
  connect();
  return {
    seqs,
    cut: () => {
      leave();
      connect();
    },
    stop: leave,
  };
}

/** What is wrong with the seqs that somebody got who should have got each from `from` to `to`, once and in order. */
export function faultsIn(seqs: readonly number[], from: number, to: number): { missing: number; repeated: number } {
  const got = new Set(seqs);
  const misplaced = seqs.filter((seq, index) => index > 0 && seq <= (seqs[index - 1] ?? 0)).length;
  const wanted = Array.from({ length: to - from + 1 }, (_, n) => from + n);
  return { missing: wanted.filter((seq) => !got.has(seq)).length, repeated: misplaced };
}
