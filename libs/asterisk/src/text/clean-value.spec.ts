import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cleanValue, isCleanJson } from './clean-value.js';

describe('isCleanJson', () => {
  it.each([
    '{"type":"Dial","peer":{"id":"1795858627.1","caller":{"name":"Ada Lovelace","number":""}},"n":[1,null,true]}',
    `{"a":"${'x'.repeat(500)}"}`,
  ])('is true for what is as it should be: %s', (json) => expect(isCleanJson(json)).toBe(true));

  it.each([
    ['a control character', '{"a":"\\u0007"}'],
    ['a character that is not ASCII', '{"a":"\u202E"}'],
    ['a space before', '{"a":" x"}'],
    ['a space after', '{"a":"x "}'],
    ['a text that is too long', `{"a":"${'x'.repeat(513)}"}`],
    ['what is nested too deep', `${'['.repeat(9)}${']'.repeat(9)}`],
  ])('is false for %s', (_what, json) => expect(isCleanJson(json)).toBe(false));

  it('is true of nothing that cleanValue would change', () => {
    const ascii = fc.string({ unit: fc.constantFrom(...' {}[]":,ab\\'), maxLength: 6 });
    const text = fc.oneof(ascii, fc.string({ maxLength: 6 }), fc.string({ unit: 'grapheme', maxLength: 3 }));
    const value = fc.letrec((tie) => ({
      any: fc.oneof(
        { maxDepth: 10, depthSize: 'large' },
        text,
        fc.integer(),
        fc.constant(null),
        fc.array(tie('any'), { maxLength: 2 }),
        fc.dictionary(text, tie('any'), { maxKeys: 2 }),
      ),
    })).any;
    let clean = 0;
    fc.assert(
      fc.property(value, (any) => {
        const json = JSON.stringify(any);
        if (!isCleanJson(json)) return;
        clean += 1;
        const parsed: unknown = JSON.parse(json);
        expect(cleanValue(parsed)).toEqual(parsed);
      }),
      { numRuns: 2000 },
    );
    expect(clean).toBeGreaterThan(100);
  });
});
