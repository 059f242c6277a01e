import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cleanText, cleanTextOrNull } from './clean-text.js';

describe('cleanText', () => {
  it('removes line breaks, so that a number cannot become two lines', () => {
    expect(cleanText('1555\r\n99')).toBe('155599');
  });

  it('removes bidi overrides and zero-width characters, so that a number reads as it is', () => {
    expect(cleanText('\u202e1\u200b2\u2066\ufeff3')).toBe('123');
  });

  it('keeps markup and quotes: escaping is for whoever shows them', () => {
    expect(cleanText('<img src=x onerror="1">')).toBe('<img src=x onerror="1">');
  });

  it('cuts at 80 code points without halving a character', () => {
    expect(Array.from(cleanText('😀'.repeat(100)))).toHaveLength(80);
    expect(cleanText('😀'.repeat(100))).not.toMatch(/\p{Cs}/u);
  });

  it('gives text without controls, well formed, of at most 80 code points, whatever comes in', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (text) => {
        const cleaned = cleanText(text);
        expect(cleaned).not.toMatch(/\p{Cs}/u);
        expect(/[\p{Cc}\p{Cf}\u2028\u2029]/u.test(cleaned)).toBe(false);
        expect(Array.from(cleaned).length).toBeLessThanOrEqual(80);
        expect(cleanText(cleaned)).toBe(cleaned);
      }),
    );
  });

  it('answers null for what is empty or no text', () => {
    expect(cleanTextOrNull(' \u200b ')).toBeNull();
    expect(cleanTextOrNull(17)).toBeNull();
  });
});
