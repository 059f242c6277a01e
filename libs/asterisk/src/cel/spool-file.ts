import { open, readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { CelRow } from '@trunkline/domain';
import { parseCelRecord } from './parse-cel-record.js';
import { splitSpool } from './split-spool.js';

/** Most that is read in one go. */
const CHUNK_BYTES = 1024 * 1024;

/** A file of the spool: the one Asterisk writes to, or one that was renamed. */
export interface SpoolFile {
  path: string;
  /** Device, inode and time of birth: the same under another name, different for another file of the same name. */
  fileId: string;
  size: number;
  live: boolean;
  modifiedAt: Date;
}

/** A record of the spool. `byteOffset` is its place in the file. */
export interface SpoolRecord {
  byteOffset: number;
  raw: string;
  row: CelRow;
}

/** Text of the spool that is no record: something was torn here. */
export type SpoolFragment = Pick<SpoolRecord, 'byteOffset' | 'raw'>;

/** What was read at one place of a file; `nextOffset` is where to go on. */
export interface SpoolChunk {
  records: SpoolRecord[];
  fragments: SpoolFragment[];
  nextOffset: number;
  /** Bytes after `nextOffset` that are there and not read, or not a whole record yet. */
  left: number;
}

const isMissing = (error: unknown): boolean => error instanceof Error && 'code' in error && error.code === 'ENOENT';

/** Files of the spool, oldest first, the live one last. `name` with any suffix after a dot is a renamed one. */
export async function listSpool(directory: string, name: string): Promise<SpoolFile[]> {
  const names = (await readdir(directory)).filter((entry) => entry === name || entry.startsWith(`${name}.`));
  const files = await Promise.all(names.map((entry) => describe(join(directory, entry), entry === name)));
  return files
    .filter((file) => file !== null)
    .sort((a, b) => Number(a.live) - Number(b.live) || a.modifiedAt.getTime() - b.modifiedAt.getTime());
}

async function describe(path: string, live: boolean): Promise<SpoolFile | null> {
  try {
    const { dev, ino, birthtimeNs, size, mtime } = await stat(path, { bigint: true });
    return { path, fileId: `${dev}:${ino}:${birthtimeNs}`, size: Number(size), live, modifiedAt: mtime };
  } catch (error) {
    // Renamed or deleted since the directory was read: the next look finds it.
    if (isMissing(error)) return null;
    throw error;
  }
}

/**
 * Reads whole records from `offset` on. With `final` the end of the file ends the last one, whole or not.
 * @throws what the file system says, when the file cannot be read.
 */
export async function readSpool(file: SpoolFile, offset: number, final: boolean): Promise<SpoolChunk> {
  const handle = await open(file.path, 'r');
  try {
    const buffer = Buffer.allocUnsafe(CHUNK_BYTES);
    const { bytesRead } = await handle.read(buffer, 0, CHUNK_BYTES, offset);
    const atEnd = bytesRead < CHUNK_BYTES;
    const lines = final && atEnd ? bytesRead : buffer.subarray(0, bytesRead).lastIndexOf('\n') + 1;
    // A megabyte without a line break is no record of Asterisk's.
    const usable = lines === 0 && !atEnd ? bytesRead : lines;
    const { slices, fragments, consumed } = splitSpool(buffer.subarray(0, usable), final && atEnd);
    const records = slices.flatMap(({ start, raw }): SpoolRecord[] => {
      const row = parseCelRecord(raw);
      return row ? [{ byteOffset: offset + start, raw, row }] : [];
    });
    const { size } = await handle.stat();
    const torn = fragments.map(({ start, raw }) => ({ byteOffset: offset + start, raw }));
    return { records, fragments: torn, nextOffset: offset + consumed, left: Math.max(0, size - offset - consumed) };
  } finally {
    await handle.close();
  }
}
