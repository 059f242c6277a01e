import { execFile } from 'node:child_process';
import { rm, statfs, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);
const filler = 'filler';

/** A small file system of its own over a folder, with what the folder held: it can be filled without harm to others. */
export class SmallDisk {
  private constructor(readonly folder: string) {}

  /**
   * Mounts it with `bytes` of room beyond what is there. Whoever uses the folder must be stopped: a program in a mount
   * namespace of its own (Asterisk) sees it from its next start. @throws where nothing may be mounted.
   */
  static async over(folder: string, bytes: number): Promise<SmallDisk> {
    const kept = `${folder}.kept`;
    await run('cp', ['-a', folder, kept]);
    try {
      const { stdout } = await run('du', ['-s', '-B1', folder]);
      const size = Number.parseInt(stdout, 10) + bytes;
      await run('mount', ['-t', 'tmpfs', '-o', `size=${size}`, 'trunkline-test', folder]);
      // `.` has the owner and the mode of the folder.
      await run('cp', ['-a', `${kept}/.`, folder]);
    } finally {
      await rm(kept, { recursive: true });
    }
    return new SmallDisk(folder);
  }

  /** Takes all room but `left` bytes. */
  async fill(left = 0): Promise<void> {
    const { bavail, bsize } = await statfs(this.folder);
    const bytes = Buffer.alloc(Math.max(0, bavail * bsize - left), 1);
    // Another one may take the last room first.
    await writeFile(join(this.folder, filler), bytes).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'ENOSPC' || left > 0) throw error;
    });
  }

  /** Gives the room back. */
  async clear(): Promise<void> {
    await rm(join(this.folder, filler), { force: true });
  }

  /** Whoever uses it must be stopped. */
  async unmount(): Promise<void> {
    await run('umount', [this.folder]);
  }
}
