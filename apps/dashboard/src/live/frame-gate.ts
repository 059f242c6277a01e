/** A page that is not seen draws no frames; it is brought up to date this often. */
const UNSEEN_MS = 500;

/** Does the action before the next frame, once for all requests until then. */
export class FrameGate {
  private pending: { frame: number; timer: ReturnType<typeof setTimeout> } | undefined;

  constructor(private readonly action: () => void) {}

  request(): void {
    this.pending ??= { frame: requestAnimationFrame(this.run), timer: setTimeout(this.run, UNSEEN_MS) };
  }

  cancel(): void {
    if (this.pending === undefined) return;
    cancelAnimationFrame(this.pending.frame);
    clearTimeout(this.pending.timer);
    this.pending = undefined;
  }

  private readonly run = (): void => {
    this.cancel();
    this.action();
  };
}
