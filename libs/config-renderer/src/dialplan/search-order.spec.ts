import { describe, expect, it } from 'vitest';
import { ConfWriter } from '../conf/conf-writer.js';
import { readConf } from '../conf/read-conf.fixture.js';
import { inParts, searchOrder } from './search-order.js';

/** What Asterisk visits before it gives up (pbx.c, AST_PBX_MAX_STACK). */
const STACK = 512;

/** The contexts that a call is looked for in, in order, in as many searches as it takes; the longest one of them. */
function walked(conf: ConfWriter, from: string): { contexts: string[]; longest: number } {
  const sections = new Map(readConf(conf.toString()).map(({ section, entries }) => [section, entries]));
  const contexts: string[] = [];
  let longest = 0;
  for (let at: string | undefined = from; at !== undefined; ) {
    const seen: string[] = [];
    const jump = visit(at, seen);
    longest = Math.max(longest, seen.length);
    contexts.push(...seen.filter((name) => !name.startsWith('tl-find')));
    at = jump;
  }
  return { contexts, longest };

  function visit(name: string, seen: string[]): string | undefined {
    seen.push(name);
    for (const [key, value] of sections.get(name) ?? []) {
      if (key === 'exten') return /:(tl-find[^,]*),/.exec(value)?.[1];
      const jump = visit(value, seen);
      if (jump !== undefined) return jump;
    }
    return undefined;
  }
}

const names = (count: number) => Array.from({ length: count }, (_, n) => `c${n}`);

describe('searchOrder', () => {
  it.each([0, 1, 199, 200, 201, 1000])('looks through %i contexts at once in their order', (count) => {
    const conf = new ConfWriter();
    searchOrder(conf, 'tl-find', inParts(names(count)), ['last']);
    const { contexts, longest } = walked(conf, 'tl-find');
    expect(contexts.slice(0, count + 1)).toEqual([...names(count), 'last']);
    expect(longest).toBeLessThan(STACK / 2);
  });

  it.each([1, 150, 1000])('looks through %i parts of one context, each of which can be where it begins', (count) => {
    const conf = new ConfWriter();
    searchOrder(
      conf,
      'tl-find',
      names(count).map((name) => [name]),
      ['last'],
    );
    const { contexts, longest } = walked(conf, 'tl-find');
    expect(contexts.slice(0, count + 1)).toEqual([...names(count), 'last']);
    expect(longest).toBeLessThan(STACK / 2);
    if (count === 1) return;
    expect(walked(conf, `tl-find-${count}`).contexts).toEqual([`c${count - 1}`, 'last', 'tl-unknown']);
  });
});
