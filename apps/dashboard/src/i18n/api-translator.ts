/**
 * The words of the API in another language, in the way of gettext: the English text is the key, with places in braces for
 * what varies. `{name}` is anything, `{count#}` a number, `{reason>}` words of the API again, and `{reasons;}` parts of a
 * list with semicolons in between. What stands in the first two is never touched.
 */
export interface ApiTexts {
  /** Whole sentences. A text is one of them after the other. */
  sentences: Readonly<Record<string, string>>;
  /** Parts of lists, which have no full stop: `created trunk {name}`. */
  parts: Readonly<Record<string, string>>;
}

/** The text in the other language; null when there are no words for a part of it. */
export type TranslateApiText = (english: string) => string | null;

interface Entry {
  /** What is fixed: one more than there are places. */
  fixed: string[];
  places: { name: string; kind: string }[];
  translation: string;
  /** Characters that are fixed. */
  weight: number;
}

/** An entry that fits a piece of a text, which ends at `end`. */
interface Fit {
  entry: Entry;
  values: string[];
  end: number;
}

/** Longer texts are none of ours. With the other two it bounds what a hostile one can cost. */
const longestText = 10_000;
const mostSentences = 20;
const deepest = 5;
const placeholder = /\{(\w+)([#>;]?)\}/g;
const number = /^\d[\d.,]{0,19}$/;

/** Readies the texts of a language. */
export function apiTranslator({ sentences, parts }: ApiTexts): TranslateApiText {
  const [whole, listed] = [compiled(sentences), compiled(parts)];
  /** What may begin with anything is a part of a sentence alone: a whole text could be anybody's. */
  const begun = listed.filter(({ fixed }) => fixed[0] !== '');

  const words = (text: string, depth: number): string | null =>
    depth > deepest ? null : (inParts(text, ', ', depth) ?? inSentences(text, 0, depth)?.join(' ') ?? null);

  const inSentences = (text: string, from: number, depth: number, most = mostSentences): string[] | null => {
    if (most === 0) return null;
    const first = bestFit(whole, text, from, false);
    if (first !== null && first.end < text.length) {
      const said = filled(first, depth);
      const others = said === null ? null : inSentences(text, first.end + 1, depth, most - 1);
      if (said !== null && others !== null) return [said, ...others];
    }
    // What seemed to end there was within a name, such as `St. Gallen`.
    const last = bestFit(whole, text, from, true);
    const said = last && filled(last, depth);
    return said === null ? null : [said];
  };

  /** A name may hold what separates the parts: what is no part belongs to the one before. */
  const inParts = (text: string, separator: string, depth: number): string | null => {
    const said: string[] = [];
    let last = '';
    for (const piece of text.split(separator)) {
      const own = part(piece, depth);
      if (own === null && said.length === 0) return null;
      last = own === null ? `${last}${separator}${piece}` : piece;
      const now = own ?? part(last, depth);
      if (now === null) return null;
      if (own === null) said.pop();
      said.push(now);
    }
    return said.join(separator);
  };

  const part = (text: string, depth: number): string | null => {
    const fit = bestFit(depth === 0 ? begun : listed, text, 0, true);
    return fit && filled(fit, depth);
  };

  const filled = ({ entry, values }: Fit, depth: number): string | null => {
    const known = new Map<string, string>();
    for (const [index, { name, kind }] of entry.places.entries()) {
      const value = values[index] ?? '';
      const list = kind === ';' ? inParts(value, '; ', depth + 1) : value;
      const said = kind === '>' ? words(value, depth + 1) : list;
      if (said === null) return null;
      known.set(name, said);
    }
    return entry.translation.replace(placeholder, (_place, name: string) => known.get(name) ?? '');
  };

  return (english) => (english.length > longestText ? null : words(english, 0));
}

function compiled(texts: Readonly<Record<string, string>>): Entry[] {
  return Object.entries(texts).map(([english, translation]) => {
    const fixed = english.split(/\{\w+[#>;]?\}/);
    const places = [...english.matchAll(placeholder)].map(([, name = '', kind = '']) => ({ name, kind }));
    return { fixed, places, translation, weight: fixed.join('').length };
  });
}

function bestFit(entries: readonly Entry[], text: string, from: number, toTheEnd: boolean): Fit | null {
  let best: Fit | null = null;
  for (const entry of entries) {
    const fit = fitAt(entry, text, from, toTheEnd);
    if (fit !== null && (best === null || isBetter(fit, best))) best = fit;
  }
  return best;
}

/** Of two that end at one place the one that says more; else one that does not begin with anything, else the shorter one. */
function isBetter(one: Fit, other: Fit): boolean {
  if (one.end === other.end) return one.entry.weight > other.entry.weight;
  const [anything, otherAnything] = [one.entry.fixed[0] === '', other.entry.fixed[0] === ''];
  return anything === otherAnything ? one.end < other.end : otherAnything;
}

/** Looks for what is fixed from left to right and never goes back, so that the time is linear whatever the text holds. */
function fitAt(entry: Entry, text: string, from: number, toTheEnd: boolean): Fit | null {
  const { fixed, places } = entry;
  const [first = ''] = fixed;
  if (!text.startsWith(first, from)) return null;
  let end = from + first.length;
  const values: string[] = [];
  for (const [index, { kind }] of places.entries()) {
    const next = fixed[index + 1] ?? '';
    const isLast = index === places.length - 1;
    const at = isLast ? endingOf(text, next, end + 1, toTheEnd) : text.indexOf(next, end + 1);
    if (at < 0) return null;
    const value = text.slice(end, at);
    if (kind === '#' && !number.test(value)) return null;
    values.push(value);
    end = at + next.length;
  }
  const isThere = end === text.length || (!toTheEnd && text[end] === ' ');
  return isThere ? { entry, values, end } : null;
}

/** Where the last fixed words of an entry begin, from `from` on: at the end of a sentence, or of the text. */
function endingOf(text: string, words: string, from: number, toTheEnd: boolean): number {
  if (words === '' || toTheEnd) {
    const at = text.length - words.length;
    return at >= from && text.endsWith(words) ? at : -1;
  }
  for (let at = text.indexOf(words, from); at >= 0; at = text.indexOf(words, at + 1)) {
    const end = at + words.length;
    if (end === text.length || text[end] === ' ') return at;
  }
  return -1;
}
