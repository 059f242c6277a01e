/** Longest text of a stranger that is kept, in code points. */
const TEXT_LIMIT = 80;

// Controls, format characters (bidi, zero-width, soft hyphen), line separators and halves of surrogate pairs.
const UNWANTED = /[\p{Cc}\p{Cf}\p{Cs}\u2028\u2029]/gu;

/** Most text: nothing in it is unwanted, which is said faster than by looking for all that could be. */
const PLAIN = /^[\x20-\x7e]*$/;

/**
 * Text from a SIP message as it may be shown: control, bidi and zero-width characters removed, trimmed, cut to
 * `limit` code points. Markup stays as it is, since whoever shows it escapes it.
 */
export function cleanText(text: string, limit = TEXT_LIMIT): string {
  if (text.length <= limit && PLAIN.test(text)) return text.trim();
  const kept = text
    .slice(0, limit * 8)
    .replace(UNWANTED, '')
    .trim();
  // A UTF-16 unit is at least a code point, so short text needs no walk.
  return kept.length <= limit ? kept : Array.from(kept).slice(0, limit).join('').trimEnd();
}

/** `cleanText`, with null for what is not text or has nothing left. */
export function cleanTextOrNull(value: unknown, limit = TEXT_LIMIT): string | null {
  if (typeof value !== 'string') return null;
  return cleanText(value, limit) || null;
}
