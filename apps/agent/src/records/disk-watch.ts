/** Free bytes and the share of the disk they are. */
export interface DiskSpace {
  bytes: number;
  share: number;
}

/** Less than this takes no line any more: a file system gives out whole blocks. */
const FULL_BYTES = 16 * 1024;

/** That the disk became full, or has room again. */
export interface DiskChange {
  full: boolean;
  at: Date;
}

/** Whether nothing can be written. */
export const isFull = (free: DiskSpace | null): boolean => free !== null && free.bytes < FULL_BYTES;

/**
 * Notices when the disk of the spool becomes full and when it has room again. What it noticed waits until it could be
 * written down: the database may lie on the same disk.
 */
export class DiskWatch {
  /** Unknown at first, so that the first look ends what a former agent left open. */
  private full: boolean | null = null;
  private readonly changes: DiskChange[] = [];

  saw(free: DiskSpace | null, at: Date): void {
    if (free === null) return;
    const full = isFull(free);
    if (full === this.full) return;
    this.full = full;
    this.changes.push({ full, at });
  }

  /** Writes what is not written yet, in order; what could not be written stays. */
  async tell(write: (change: DiskChange) => Promise<void>): Promise<void> {
    for (let change = this.changes[0]; change; change = this.changes[0]) {
      await write(change);
      this.changes.shift();
    }
  }
}
