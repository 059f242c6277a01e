/** A key of Asterisk's own database, with its family before it, and what it holds. */
export interface DatabaseEntry {
  key: string;
  value: string;
}

/** What `database show` printed: key and value with a colon between them, filled up with blanks, and their number at the end. */
export function readEntries(text: string): DatabaseEntry[] {
  return [...text.matchAll(/^(\/.*?) *: (.*?) *$/gm)].map(([, key = '', value = '']) => ({ key, value }));
}
