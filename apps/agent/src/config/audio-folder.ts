import { createHash } from 'node:crypto';
import { access, mkdir, readdir, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { onDisk } from './disk-problem.js';
import { syncDirectory, writeDurably } from './durable-files.js';

/** What Asterisk calls WAV of 16 kHz, and nothing else. */
const suffix = '.wav16';

/** Reads an audio file from where all of them are; null when it is not there. */
export type AudioSource = (id: string) => Promise<Buffer | null>;

/**
 * The audio files that Asterisk plays, in `generated/audio`: by their hash, so that one that is there is never written
 * again, and shared by all revisions.
 */
export class AudioFolder {
  private readonly root: string;
  private readonly folder: string;

  constructor(
    etcDirectory: string,
    private readonly source: AudioSource,
  ) {
    this.root = join(etcDirectory, 'generated');
    this.folder = join(this.root, 'audio');
  }

  /**
   * Has these files on disk, durably, before a revision that plays them becomes current. Returns the id of one that can be
   * had nowhere, null when all are there. @throws DiskProblem
   */
  async fill(ids: readonly string[]): Promise<string | null> {
    for (const id of ids) {
      if (await exists(this.path(id))) continue;
      const content = await this.source(id);
      if (content === null || createHash('sha256').update(content).digest('hex') !== id) return id;
      await onDisk(this.folder, () => this.write(id, content));
    }
    return null;
  }

  /** Deletes what none of the revisions on disk plays. */
  async prune(): Promise<void> {
    const there = await readdir(this.folder).catch(() => []);
    if (there.length === 0) return;
    const needed = new Set<string>();
    for (const name of (await readdir(this.root)).filter((each) => each.startsWith('rev-'))) {
      const dialplan = await readFile(join(this.root, name, 'extensions.conf'), 'latin1').catch(() => '');
      for (const [id] of dialplan.matchAll(/\b[0-9a-f]{64}\b/g)) needed.add(`${id}${suffix}`);
    }
    for (const name of there.filter((each) => !needed.has(each))) await rm(join(this.folder, name), { force: true });
  }

  private async write(id: string, content: Buffer): Promise<void> {
    await mkdir(this.folder, { recursive: true, mode: 0o750 });
    const temporary = join(this.folder, `.${id}.tmp`);
    await rm(temporary, { force: true });
    await writeDurably(temporary, content);
    await rename(temporary, this.path(id));
    await syncDirectory(this.folder);
  }

  private path(id: string): string {
    return join(this.folder, `${id}${suffix}`);
  }
}

const exists = (path: string): Promise<boolean> =>
  access(path).then(
    () => true,
    () => false,
  );
