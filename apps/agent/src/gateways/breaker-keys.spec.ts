import { describe, expect, it } from 'vitest';
import { BreakerKeys } from './breaker-keys.js';

const pauseMs = 30_000;

/** Asterisk's database, with what is done to it. */
function aStore(there: string[] = []) {
  const done: string[] = [];
  const keys = new BreakerKeys(
    {
      ask: (question) =>
        question({
          databaseKeys: () => Promise.resolve(there),
          putKey: (_family, key, value) => Promise.resolve(void done.push(`put ${key} ${value}`)),
          deleteKey: (_family, key) => Promise.resolve(void done.push(`del ${key}`)),
        }),
    },
    pauseMs,
  );
  return { keys, done };
}

describe('BreakerKeys', () => {
  it('writes a key anew when half of its time is over, and deletes it when it is not wanted', async () => {
    const { keys, done } = aStore();
    for (const now of [0, 5000, 14_000, 16_000]) await keys.keep(new Map([['t_a/x:1', now + pauseMs]]), now);
    await keys.keep(new Map(), 17_000);
    await keys.keep(new Map(), 18_000);
    expect(done).toEqual(['put t_a/x:1 30', 'put t_a/x:1 46', 'del t_a/x:1']);
  });

  it('writes a last time until the end of the pause, and then no more', async () => {
    const { keys, done } = aStore();
    for (const now of [0, 20_000, 25_000, 31_000]) await keys.keep(new Map([['t_a/', 32_000]]), now);
    expect(done).toEqual(['put t_a/ 32']);
  });

  it('clears what others have left, and takes over what is wanted', async () => {
    const { keys, done } = aStore(['t_gone/x:1', 't_a/x:1']);
    await keys.look();
    await keys.keep(new Map([['t_a/x:1', pauseMs]]), 0);
    expect(done).toEqual(['put t_a/x:1 30', 'del t_gone/x:1']);
  });
});
