import { rename, unlink } from 'node:fs/promises';
import { join } from 'node:path';
import { listSpool, readSpool, type SpoolFile, type SpoolRecord } from '@trunkline/asterisk';
import { placeIn, type SpoolPlace } from './spool-place.js';

/** Asterisk may write to a renamed file for some time; five seconds were seen to be enough. */
const SETTLE_MS = 5000;
/** A record that stays cut this long will not be completed. */
const CUT_MS = 2000;

/** What the reader needs. `store` keeps the records and the place after them together, or throws. */
export interface SpoolReaderOptions {
  directory: string;
  name: string;
  rotateBytes: number;
  store: (fileId: string, records: readonly SpoolRecord[], nextOffset: number) => Promise<void>;
  forget: (fileId: string) => Promise<void>;
  onTruncated: (path: string) => void;
}

/**
 * Reads the spool to its end, file by file, oldest first. Its places come from the database and are those of what is
 * stored, so that it may be stopped, killed or made anew at any time. It asks for no more before the last is stored.
 */
export class SpoolReader {
  private cut: { key: string; since: number } | undefined;

  constructor(
    private readonly options: SpoolReaderOptions,
    private readonly offsets: Map<string, number>,
  ) {}

  /** Reads all there is now. Returns how many records that were, and the bytes that are left. */
  async pass(stopped: () => boolean = () => false): Promise<{ read: number; left: number }> {
    const files = await listSpool(this.options.directory, this.options.name);
    const total = { read: 0, left: 0 };
    for (const file of files) {
      const { read, left } = await this.readFile(file, stopped);
      total.read += read;
      total.left += left;
      if (!file.live && left === 0) await this.discard(file);
      if (file.live && file.size > this.options.rotateBytes) await this.rotate(file);
    }
    return total;
  }

  /** Bytes that are in the spool and not stored. */
  async lag(): Promise<number> {
    const files = await listSpool(this.options.directory, this.options.name);
    return files.reduce((sum, file) => sum + Math.max(0, file.size - placeIn(file, this.offsets).offset), 0);
  }

  private async readFile(file: SpoolFile, stopped: () => boolean): Promise<{ read: number; left: number }> {
    let read = 0;
    // The file grows while it is read: what was its size when it was listed says nothing after the first chunk.
    let size = file.size;
    for (;;) {
      const place = placeIn({ fileId: file.fileId, size }, this.offsets);
      if (place.truncated) this.options.onTruncated(file.path);
      if (place.offset === size || stopped()) return { read, left: size - place.offset };
      const chunk = await readSpool(file, place.offset, this.isFinal(file, place));
      if (chunk.nextOffset === place.offset) return { read, left: chunk.left };
      await this.options.store(place.fileId, chunk.records, chunk.nextOffset);
      this.offsets.set(place.fileId, chunk.nextOffset);
      read += chunk.records.length;
      size = chunk.nextOffset + chunk.left;
    }
  }

  /** Whether what stands at the end of the file is all that will ever stand there. */
  private isFinal(file: SpoolFile, place: SpoolPlace): boolean {
    if (!file.live) return settled(file);
    const key = `${place.fileId} ${place.offset} ${file.size}`;
    if (this.cut?.key !== key) this.cut = { key, since: Date.now() };
    return Date.now() - this.cut.since > CUT_MS;
  }

  private async rotate(file: SpoolFile): Promise<void> {
    const { directory, name } = this.options;
    await rename(file.path, join(directory, `${name}.${Date.now()}`));
  }

  /** Everything of the file is stored: it is not needed any more. */
  private async discard(file: SpoolFile): Promise<void> {
    if (!settled(file)) return;
    await unlink(file.path);
    const { fileId } = placeIn(file, this.offsets);
    await this.options.forget(fileId);
    this.offsets.delete(fileId);
  }
}

const settled = (file: SpoolFile): boolean => Date.now() - file.modifiedAt.getTime() > SETTLE_MS;
