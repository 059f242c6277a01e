import { describe, expect, it } from 'vitest';
import { isolate } from './isolate.js';

const names = Array.from({ length: 8 }, (_one, n) => `r${n}`);

/** An Asterisk that refuses whatever holds one of `bad`. */
const refusing = (...bad: string[]) => {
  const asked: string[][] = [];
  const attempt = async (held: ReadonlySet<string>) => {
    asked.push(names.filter((name) => !held.has(name)));
    const found = bad.find((name) => !held.has(name));
    return found === undefined
      ? { status: 'applied' as const, fileHashes: { held: [...held].sort().join() } }
      : { status: 'failed' as const, reason: `no ${found}` };
  };
  return { attempt, asked };
};

describe('isolating what Asterisk refuses', () => {
  it('given one bad resource, then it alone is held back, with its reason', async () => {
    const { attempt, asked } = refusing('r5');
    const { outcome, reasons } = await isolate(names, 'all', attempt);
    expect([...reasons]).toEqual([['r5', 'no r5']]);
    expect(outcome).toEqual({ status: 'applied', fileHashes: { held: 'r5' } });
    expect(asked.length).toBeLessThan(names.length);
  });

  it('given several, then each is held back and the rest is live', async () => {
    const { outcome, reasons } = await isolate(names, 'all', refusing('r0', 'r7').attempt);
    expect([...reasons.keys()]).toEqual(['r0', 'r7']);
    expect(outcome).toMatchObject({ fileHashes: { held: 'r0,r7' } });
  });

  it('given a single change, then it is held back', async () => {
    expect([...(await isolate(['r1'], 'no r1', refusing('r1').attempt)).reasons]).toEqual([['r1', 'no r1']]);
  });

  it('given even the old configuration is refused, then nothing is blamed', async () => {
    const outcome = { status: 'failed' as const, reason: 'disk' };
    expect(await isolate(names, 'all', async () => outcome)).toEqual({ outcome, reasons: new Map() });
  });
});
