import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Choices, differencesOf, type Fields, mergedFields, undecided } from './three-way-merge';

const before = { name: 'Carrier', host: 'a.example', port: 5060, codecs: ['ulaw', 'alaw'], callerId: null };
const by = (mine: Fields, theirs: Fields) =>
  Object.fromEntries(
    differencesOf(before, { ...before, ...mine }, { ...before, ...theirs }).map((each) => [each.field, each.by]),
  );

describe('a merge of two versions', () => {
  it('tells who changed what, and finds nothing where nobody did or both did the same', () => {
    expect(by({}, {})).toEqual({});
    expect(by({ port: 5070 }, { host: 'b.example' })).toEqual({ port: 'mine', host: 'theirs' });
    expect(by({ host: 'b.example' }, { host: 'b.example' })).toEqual({});
    expect(by({ host: 'b.example' }, { host: 'c.example' })).toEqual({ host: 'both' });
  });

  it('takes a list as one field whose order counts', () => {
    expect(by({ codecs: ['alaw', 'ulaw'] }, {})).toEqual({ codecs: 'mine' });
    expect(by({ codecs: ['ulaw'] }, { codecs: ['alaw'] })).toEqual({ codecs: 'both' });
  });

  it('takes null and a field that is missing as the same, and objects whatever the order of their keys', () => {
    expect(by({ callerId: undefined }, {})).toEqual({});
    expect(by({ destination: { type: 'x', id: 1 } }, { destination: { id: 1, type: 'x' } })).toEqual({});
  });

  it('keeps what one side changed, and of what both changed the side that is chosen', () => {
    const mine = { ...before, port: 5070, host: 'mine.example' };
    const theirs = { ...before, name: 'Carrier B', host: 'theirs.example' };
    const differences = differencesOf(before, mine, theirs);
    expect(undecided(differences, {})).toEqual(['host']);
    expect(undecided(differences, { host: 'theirs' })).toEqual([]);
    const whole = { ...before, port: 5070, name: 'Carrier B' };
    expect(mergedFields(theirs, differences, { host: 'mine' })).toEqual({ ...whole, host: 'mine.example' });
    expect(mergedFields(theirs, differences, { host: 'theirs' })).toEqual({ ...whole, host: 'theirs.example' });
  });

  it('never loses a change that only one side made, whatever was chosen elsewhere', () => {
    const fields = fc.record({ a: fc.nat(2), b: fc.nat(2), c: fc.array(fc.nat(1), { maxLength: 2 }) });
    const side = fc.constantFrom('mine' as const, 'theirs' as const);
    const chosen: fc.Arbitrary<Choices> = fc.record({ a: side, b: side, c: side });
    fc.assert(
      fc.property(fields, fields, fields, chosen, (was, mine, theirs, choices) => {
        const merged = mergedFields(theirs, differencesOf(was, mine, theirs), choices);
        for (const field of ['a', 'b', 'c'] as const) {
          const text = (value: unknown) => JSON.stringify(value);
          const [w, m, t] = [text(was[field]), text(mine[field]), text(theirs[field])];
          const wanted = m === w ? t : t === w || choices[field] === 'mine' ? m : t;
          expect(text(merged[field])).toBe(wanted);
        }
      }),
    );
  });
});
