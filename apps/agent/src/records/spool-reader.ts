import { rename, unlink } from 'node:fs/promises';
import { join } from 'node:path';
import { listSpool, readSpool, type SpoolChunk, type SpoolFile } from '@trunkline/asterisk';
import type { SpoolGapKind } from '@trunkline/contracts';
import { keysOf, missingFiles, placeIn, type SpoolPlace } from './spool-place.js';

/** Asterisk may write to a renamed file for some time; five seconds were seen to be enough. */
const SETTLE_MS = 5000;
/** A record that stays cut this long will not be completed. */
const CUT_MS = 2000;
/** A file that is not seen for this long is gone: one that is just being renamed is missed once. */
const GONE_MS = 2000;

/** Something of the spool was lost: `forget` are files that are gone, `begin` is one that goes on from its start. */
export interface SpoolLoss {
  kind: Extract<SpoolGapKind, 'vanished' | 'truncated'>;
  detail: string;
  forget: string[];
  begin: string | null;
}

/** What the reader needs. `store` keeps what was read and the place after it together, or throws. */
export interface SpoolReaderOptions {
  directory: string;
  name: string;
  rotateBytes: number;
  store: (fileId: string, chunk: Omit<SpoolChunk, 'left'>) => Promise<void>;
  forget: (fileIds: readonly string[]) => Promise<void>;
  lost: (loss: SpoolLoss) => Promise<void>;
}

/**
 * Reads the spool to its end, file by file, oldest first. Its places come from the database and are those of what is
 * stored, so that it may be stopped, killed or made anew at any time. It asks for no more before the last is stored.
 */
export class SpoolReader {
  private cut: { key: string; since: number } | undefined;
  private readonly missing = new Map<string, number>();

  constructor(
    private readonly options: SpoolReaderOptions,
    private readonly offsets: Map<string, number>,
  ) {}

  /** Reads all there is now. Returns how many records that were, and the bytes that are left. */
  async pass(stopped: () => boolean = () => false): Promise<{ read: number; left: number }> {
    const files = await listSpool(this.options.directory, this.options.name);
    await this.tellGone(files);
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

  private async readFile(file: SpoolFile, stopped: () => boolean): Promise<{ read: number; left: number }> {
    let read = 0;
    // The file grows while it is read: what was its size when it was listed says nothing after the first chunk.
    let size = file.size;
    for (;;) {
      const place = placeIn({ fileId: file.fileId, size }, this.offsets);
      if (place.truncated) await this.tellCut(file, place);
      if (place.offset === size || stopped()) return { read, left: size - place.offset };
      const chunk = await readSpool(file, place.offset, this.isFinal(file, place));
      if (chunk.nextOffset === place.offset) return { read, left: chunk.left };
      await this.options.store(place.fileId, chunk);
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

  /** Everything of the file is stored: it is not needed any more. Read again after a crash in between it adds nothing. */
  private async discard(file: SpoolFile): Promise<void> {
    if (!settled(file)) return;
    const keys = keysOf(file.fileId, this.offsets);
    await this.options.forget(keys);
    await unlink(file.path);
    for (const key of keys) this.offsets.delete(key);
  }

  private async tellCut(file: SpoolFile, place: SpoolPlace): Promise<void> {
    const stored = this.offsets.get(keysOf(file.fileId, this.offsets).at(-1) ?? '') ?? 0;
    const detail = `A spool file was cut from at least ${stored} to ${file.size} bytes by something else.`;
    await this.options.lost({ kind: 'truncated', detail, forget: [], begin: place.fileId });
    this.offsets.set(place.fileId, 0);
  }

  /** Files of which something is stored and that nobody told us to be gone. */
  private async tellGone(files: readonly SpoolFile[]): Promise<void> {
    const gone = missingFiles(files, this.offsets);
    for (const fileId of this.missing.keys()) if (!gone.includes(fileId)) this.missing.delete(fileId);
    for (const fileId of gone) {
      const since = this.missing.get(fileId) ?? Date.now();
      this.missing.set(fileId, since);
      if (Date.now() - since < GONE_MS) continue;
      const keys = keysOf(fileId, this.offsets);
      const detail = `A spool file was removed by something else; ${this.offsets.get(keys.at(-1) ?? '')} bytes of it are stored.`;
      await this.options.lost({ kind: 'vanished', detail, forget: keys, begin: null });
      for (const key of keys) this.offsets.delete(key);
    }
  }
}

const settled = (file: SpoolFile): boolean => Date.now() - file.modifiedAt.getTime() > SETTLE_MS;
