import type { SpoolFile } from '@trunkline/asterisk';

/** Where to go on reading a file: `fileId` is its name in the database. */
export interface SpoolPlace {
  fileId: string;
  offset: number;
  truncated: boolean;
}

const generationOf = (key: string): number => Number(key.split('#')[1] ?? 0);

/**
 * Where the reader stands in a file. A file that is shorter than what was read of it was cut by somebody: what it has
 * now is new, so it goes on under a name of its own (`…#1`), and nothing of it is mistaken for what was there before.
 */
export function placeIn(file: Pick<SpoolFile, 'fileId' | 'size'>, offsets: ReadonlyMap<string, number>): SpoolPlace {
  const keys = [...offsets.keys()].filter((key) => key === file.fileId || key.startsWith(`${file.fileId}#`));
  const fileId = keys.sort((a, b) => generationOf(a) - generationOf(b)).at(-1) ?? file.fileId;
  const offset = offsets.get(fileId) ?? 0;
  if (file.size >= offset) return { fileId, offset, truncated: false };
  return { fileId: `${file.fileId}#${generationOf(fileId) + 1}`, offset: 0, truncated: true };
}
