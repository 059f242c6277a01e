import { celPrefixes, isWholeRecord } from './parse-cel-record.js';

/** A record is never longer: what is longer is cut short, so that one torn line cannot stop the reader. */
const LONGEST_RECORD = 64 * 1024;

/** One record and where it begins, in bytes from the start of the text it was split from. */
export interface SpoolSlice {
  start: number;
  raw: string;
}

/**
 * The records in whole lines of the spool, and how many bytes of them are dealt with. A record runs to where the
 * next begins, because a stranger's line break splits it; a fragment without a beginning belongs to no record. The
 * last record is held back (not `consumed`) while it looks cut, unless `final` says that nothing follows.
 */
export function splitSpool(bytes: Buffer, final: boolean): { slices: SpoolSlice[]; consumed: number } {
  // One byte is one character, so places in the text are places in the file.
  const text = bytes.toString('latin1');
  const starts = [...text.matchAll(celPrefixes())].map((match) => match.index);
  const slices = starts.map((start, i) => {
    const end = Math.min(starts[i + 1] ?? text.length, start + LONGEST_RECORD);
    return { start, raw: bytes.toString('utf8', start, end).trimEnd() };
  });
  const last = slices.at(-1);
  const held = last !== undefined && !final && !isWholeRecord(last.raw) && text.length - last.start < LONGEST_RECORD;
  return held ? { slices: slices.slice(0, -1), consumed: last.start } : { slices, consumed: text.length };
}
