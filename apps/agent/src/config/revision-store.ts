import { link, mkdir, readdir, readFile, readlink, rename, rm, stat, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { type GeneratedFile, generatedFiles, type RevisionFiles } from '@trunkline/config-renderer';
import { onDisk } from './disk-problem.js';
import { syncDirectory, writeDurably } from './durable-files.js';

type Pointer = 'current' | 'proven';
const kept = 5;

/**
 * The revisions on disk: `generated/rev-<n>` directories; `current` points to what Asterisk reads at its next reload,
 * `proven` to the last one that it accepted. Every step is durable before the next one begins.
 */
export class RevisionStore {
  private readonly root: string;
  /** Texts of the files that were read last, by what tells that a file is the same: revisions share those that did not change. */
  private readonly known = new Map<string, string>();

  constructor(etcDirectory: string) {
    this.root = join(etcDirectory, 'generated');
  }

  /** Name of the directory that a pointer names, null when there is none. */
  async pointsTo(pointer: Pointer): Promise<string | null> {
    try {
      return await readlink(join(this.root, pointer));
    } catch (error) {
      if (isMissing(error)) return null;
      throw error;
    }
  }

  /** The files of a directory; a file that is missing is an empty text. */
  async read(directory: string | null): Promise<RevisionFiles> {
    const files = new Map<GeneratedFile, string>();
    if (directory === null) return new Map(generatedFiles.map((file) => [file, '']));
    for (const file of generatedFiles) files.set(file, await this.text(directory, file));
    const read = new Set(files.values());
    for (const [version, text] of this.known) if (!read.has(text)) this.known.delete(version);
    return files;
  }

  /**
   * Writes a new directory for `revision` and returns its name. Files that are as they are in `base` become hard links
   * to them, so that Asterisk, which goes by time and size, sees them unchanged.
   * @throws DiskProblem when there is no room, or the disk refuses.
   */
  write(revision: number, files: RevisionFiles, base: string | null): Promise<string> {
    return onDisk(this.root, () => this.writeNew(revision, files, base));
  }

  private async writeNew(revision: number, files: RevisionFiles, base: string | null): Promise<string> {
    await this.removeLeftovers();
    await this.prune();
    const name = await this.freeName(revision);
    const temporary = join(this.root, `.${name}.tmp`);
    await mkdir(temporary, { recursive: true, mode: 0o750 });
    const before = await this.read(base);
    for (const [file, text] of files) {
      const target = join(temporary, file);
      const linked =
        base !== null && before.get(file) === text && (await linkFile(join(this.root, base, file), target));
      if (!linked) await writeDurably(target, text);
    }
    await syncDirectory(temporary);
    await rename(temporary, join(this.root, name));
    await syncDirectory(this.root);
    return name;
  }

  /** Swaps a pointer in one step. @throws DiskProblem */
  point(pointer: Pointer, directory: string): Promise<void> {
    return onDisk(this.root, () => this.swap(pointer, directory));
  }

  private async swap(pointer: Pointer, directory: string): Promise<void> {
    const temporary = join(this.root, `.${pointer}.tmp`);
    await rm(temporary, { force: true });
    await symlink(directory, temporary);
    await rename(temporary, join(this.root, pointer));
    await syncDirectory(this.root);
  }

  /** Deletes all but the newest directories and those pointed to. */
  async prune(): Promise<void> {
    const pointed = [await this.pointsTo('current'), await this.pointsTo('proven')];
    const directories = (await readdir(this.root)).filter((name) => name.startsWith('rev-')).sort(byRevision);
    for (const name of directories.slice(0, -kept)) {
      if (!pointed.includes(name)) await rm(join(this.root, name), { recursive: true, force: true });
    }
  }

  /** What a run that was cut short began to write: nobody comes back for it. */
  private async removeLeftovers(): Promise<void> {
    await mkdir(this.root, { recursive: true, mode: 0o750 });
    const begun = (await readdir(this.root)).filter((name) => /^\.rev-.*\.tmp$/.test(name));
    for (const name of begun) await rm(join(this.root, name), { recursive: true, force: true });
  }

  /** Files of thousands are read again only when somebody touched them. */
  private async text(directory: string, file: GeneratedFile): Promise<string> {
    const path = join(this.root, directory, file);
    try {
      const { dev, ino, mtimeMs, size } = await stat(path);
      const version = `${dev} ${ino} ${mtimeMs} ${size}`;
      const text = this.known.get(version) ?? (await readFile(path, 'utf8'));
      this.known.set(version, text);
      return text;
    } catch (error) {
      if (isMissing(error)) return '';
      throw error;
    }
  }

  /** The same revision may be written again, by another renderer or after a failure. */
  private async freeName(revision: number): Promise<string> {
    const taken = new Set(await readdir(this.root));
    let name = `rev-${revision}`;
    for (let again = 2; taken.has(name); again += 1) name = `rev-${revision}.${again}`;
    return name;
  }
}

function byRevision(a: string, b: string): number {
  return a.localeCompare(b, 'en', { numeric: true });
}

async function linkFile(from: string, to: string): Promise<boolean> {
  try {
    await link(from, to);
    return true;
  } catch {
    return false;
  }
}

function isMissing(error: unknown): boolean {
  return (error as NodeJS.ErrnoException).code === 'ENOENT';
}
