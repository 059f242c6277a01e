import fc from 'fast-check';
import { expect, it } from 'vitest';
import { changedSections } from './changed-sections.js';
import { confSections } from './conf-sections.js';

const name = fc.constantFrom('a', 'ab', 'abc', 'b', 'ba', 'c');
const file = fc
  .uniqueArray(fc.tuple(name, fc.array(fc.constantFrom('k = 1', 'k = 2', 'a = [b]'), { maxLength: 3 })), {
    selector: ([each]) => each,
  })
  .map((sections) => ['; x', ...sections.map(([each, lines]) => [`[${each}]`, ...lines].join('\n'))].join('\n\n'))
  .map((text) => `${text}\n`);

it('finds every section that came, went or changed, whatever the files are', () => {
  fc.assert(
    fc.property(file, file, (from, to) => {
      const { before, after } = changedSections(from, to);
      const [allBefore, allAfter] = [confSections(from), confSections(to)];
      for (const [each, text] of before) expect(allBefore.get(each)).toBe(text);
      for (const [each, text] of after) expect(allAfter.get(each)).toBe(text);
      for (const each of new Set([...allBefore.keys(), ...allAfter.keys()])) {
        if (allBefore.get(each) === allAfter.get(each)) continue;
        expect([before.get(each), after.get(each)]).toEqual([allBefore.get(each), allAfter.get(each)]);
      }
    }),
    { numRuns: 2000 },
  );
});

it('of many sections takes apart those alone that differ', () => {
  const many = (value: number) =>
    Array.from({ length: 1000 }, (_, n) => `[e_${n}]\nk = ${n === 500 ? value : 1}\n`).join('\n');
  const { before, after } = changedSections(many(1), many(2));
  expect([...before]).toEqual([['e_500', '[e_500]\nk = 1']]);
  expect([...after]).toEqual([['e_500', '[e_500]\nk = 2']]);
});
