import { type FSWatcher, watch } from 'node:fs';

/** Rings when something was written to a folder, and at least every `everyMs`: a watch may miss or not work at all. */
export class SpoolBell {
  private watcher: FSWatcher | undefined;
  private rung = false;
  private wake: (() => void) | undefined;

  constructor(
    private readonly directory: string,
    private readonly everyMs: number,
  ) {}

  /** Settles at the next ring, at once when it rang since the last call. */
  async next(): Promise<void> {
    this.watcher ??= this.start();
    if (!this.rung) {
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, this.everyMs);
        this.wake = () => {
          clearTimeout(timer);
          resolve();
        };
      });
    }
    this.rung = false;
  }

  ring(): void {
    this.rung = true;
    this.wake?.();
  }

  stop(): void {
    this.watcher?.close();
    this.watcher = undefined;
    this.ring();
  }

  private start(): FSWatcher | undefined {
    try {
      const watcher = watch(this.directory, () => this.ring());
      watcher.on('error', () => {
        watcher.close();
        this.watcher = undefined;
      });
      return watcher;
    } catch {
      // No folder yet, or no watches left: the poll is enough.
      return undefined;
    }
  }
}
