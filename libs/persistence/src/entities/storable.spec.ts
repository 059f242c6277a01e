import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { storableJson, storableJsonText, storableText } from './storable.js';

describe('storable values', () => {
  it('lose NUL and lone surrogates, and nothing else', () => {
    expect(storableText('a\0b\ud800c\udc00 \u{1F4DE} "\r\n\\')).toBe('a\ufffdb\ufffdc\ufffd \u{1F4DE} "\r\n\\');
  });

  it('are made of JSON at any depth', () => {
    expect(storableJson({ a: ['\0', { b: '\ud83d' }], n: 1, none: null })).toEqual({
      a: ['\ufffd', { b: '\ufffd' }],
      n: 1,
      none: null,
    });
    expect(storableJson(null)).toBeNull();
  });

  it('are the same as text, whatever they hold', () => {
    const values = fc.jsonValue().map((value) => [value, 'a\\u0000', '\0']);
    fc.assert(
      fc.property(fc.oneof(fc.jsonValue(), values), fc.string({ unit: 'binary' }), (value, text) => {
        const both = { value, text };
        expect(JSON.parse(storableJsonText(both))).toEqual(storableJson(both));
      }),
    );
  });
});
