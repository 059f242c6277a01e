import type { SpoolFile } from '@trunkline/asterisk';

/** Where to go on reading a file: `fileId` is its name in the database. */
export interface SpoolPlace {
  fileId: string;
  offset: number;
  truncated: boolean;
}

type Offsets = ReadonlyMap<string, number>;

const fileOf = (key: string): string => key.split('#')[0] ?? key;
const generationOf = (key: string): number => Number(key.split('#')[1] ?? 0);

/** The names a file has in the database: its own, and one more for each time it was cut, oldest first. */
export function keysOf(fileId: string, offsets: Offsets): string[] {
  const keys = [...offsets.keys()].filter((key) => fileOf(key) === fileId);
  return keys.sort((a, b) => generationOf(a) - generationOf(b));
}

/** Files of which something is stored and that are not there. */
export function missingFiles(files: readonly Pick<SpoolFile, 'fileId'>[], offsets: Offsets): string[] {
  const present = new Set(files.map(({ fileId }) => fileId));
  return [...new Set([...offsets.keys()].map(fileOf))].filter((fileId) => !present.has(fileId));
}

/**
 * Where the reader stands in a file. A file that is shorter than what was read of it was cut by somebody: what it has
 * now is new, so it goes on under a name of its own (`…#1`), and nothing of it is mistaken for what was there before.
 */
export function placeIn(file: Pick<SpoolFile, 'fileId' | 'size'>, offsets: Offsets): SpoolPlace {
  const fileId = keysOf(file.fileId, offsets).at(-1) ?? file.fileId;
  const offset = offsets.get(fileId) ?? 0;
  if (file.size >= offset) return { fileId, offset, truncated: false };
  return { fileId: `${file.fileId}#${generationOf(fileId) + 1}`, offset: 0, truncated: true };
}
