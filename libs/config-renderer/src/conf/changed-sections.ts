import { confSections } from './conf-sections.js';

/** Texts of sections by name, of two versions of a conf file that we rendered: those that may differ, the others in neither. */
export interface ChangedSections {
  before: Map<string, string>;
  after: Map<string, string>;
}

/**
 * Only what lies between the first and the last difference is taken apart: of a file with ten thousand sections that is
 * one, as a rule. A section that moved is in both.
 */
export function changedSections(from: string, to: string): ChangedSections {
  if (from === to) return { before: new Map(), after: new Map() };
  const start = sectionBefore(from, commonStart(from, to));
  const same = commonEnd(from, to, start);
  return { before: middle(from, start, same), after: middle(to, start, same) };
}

/** How many characters are the same from the start. */
function commonStart(a: string, b: string): number {
  const most = Math.min(a.length, b.length);
  let count = 0;
  while (count < most && a.charCodeAt(count) === b.charCodeAt(count)) count += 1;
  return count;
}

/** How many characters are the same at the end, not counting those up to `start`. */
function commonEnd(a: string, b: string, start: number): number {
  const most = Math.min(a.length, b.length) - start;
  let count = 0;
  while (count < most && a.charCodeAt(a.length - 1 - count) === b.charCodeAt(b.length - 1 - count)) count += 1;
  return count;
}

/** Where the section begins that a place lies in. */
const sectionBefore = (text: string, place: number): number => Math.max(0, text.lastIndexOf('\n[', place - 1) + 1);

/** The sections from `start` on, without those that lie wholly in the same end. */
function middle(text: string, start: number, same: number): Map<string, string> {
  const next = text.indexOf('\n[', text.length - same);
  return confSections(text.slice(start, next < 0 ? undefined : next + 1));
}
