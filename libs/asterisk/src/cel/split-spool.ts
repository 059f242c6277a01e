import { celPrefixes, isWholeRecord } from './parse-cel-record.js';

/** A record is never longer: what is longer is cut short, so that one torn line cannot stop the reader. */
const LONGEST_RECORD = 64 * 1024;

/** One record and where it begins, in bytes from the start of the text it was split from. */
export interface SpoolSlice {
  start: number;
  raw: string;
}

/** What the whole lines of a spool hold: records, and text between them that belongs to none. */
export interface SplitSpool {
  slices: SpoolSlice[];
  /** What a crash or a full disk tore: text without a beginning, or left over after a whole record. */
  fragments: SpoolSlice[];
  consumed: number;
}

/**
 * The records in whole lines of the spool, and how many bytes of them are dealt with. A record runs to where the
 * next begins, because a stranger's line break splits it; a fragment without a beginning belongs to no record. The
 * last record is held back (not `consumed`) while it looks cut, unless `final` says that nothing follows.
 */
export function splitSpool(bytes: Buffer, final: boolean): SplitSpool {
  // One byte is one character, so places in the text are places in the file.
  const text = bytes.toString('latin1');
  const starts = [...text.matchAll(celPrefixes())].map((match) => match.index);
  const last = starts.at(-1);
  const held = last !== undefined && !final && !isWholeRecord(text.slice(last)) && text.length - last < LONGEST_RECORD;
  const consumed = held ? last : text.length;
  const slices: SpoolSlice[] = [];
  const fragments: SpoolSlice[] = [];
  const leftOver = (start: number, end: number): void => {
    const raw = bytes.toString('utf8', start, Math.min(end, start + LONGEST_RECORD)).trim();
    if (raw !== '') fragments.push({ start, raw });
  };
  leftOver(0, Math.min(starts[0] ?? consumed, consumed));
  starts.forEach((start, i) => {
    if (start >= consumed) return;
    const next = starts[i + 1] ?? text.length;
    const end = endOfRecord(text, start, Math.min(next, start + LONGEST_RECORD));
    slices.push({ start, raw: bytes.toString('utf8', start, end).trimEnd() });
    leftOver(end, next);
  });
  return { slices, fragments, consumed };
}

/** Where the record ends: after its line when that is whole JSON, else a line break of a stranger may be part of it. */
function endOfRecord(text: string, start: number, limit: number): number {
  const line = text.indexOf('\n', start) + 1;
  if (line === 0 || line >= limit) return limit;
  return isJson(text.slice(start, line)) ? line : limit;
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
