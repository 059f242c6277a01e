/** A page that is not seen draws no frames; it is brought up to date this often. */
const UNSEEN_MS = 500;
/** Nobody reads a table that changes more often, and each change costs the browser a layout. */
const EVERY_MS = 200;

/** Does the action before the next frame, once for all requests until then, and not again within `EVERY_MS`. */
export class FrameGate {
  private cancelPending: (() => void) | undefined;
  private last = Number.NEGATIVE_INFINITY;

  constructor(private readonly action: () => void) {}

  request(): void {
    if (this.cancelPending) return;
    let frame: number | undefined;
    const wait = Math.max(0, this.last + EVERY_MS - performance.now());
    const soon = setTimeout(() => {
      frame = requestAnimationFrame(this.run);
    }, wait);
    const unseen = setTimeout(this.run, UNSEEN_MS);
    this.cancelPending = () => {
      clearTimeout(soon);
      clearTimeout(unseen);
      if (frame !== undefined) cancelAnimationFrame(frame);
    };
  }

  cancel(): void {
    this.cancelPending?.();
    this.cancelPending = undefined;
  }

  private readonly run = (): void => {
    this.cancel();
    this.last = performance.now();
    this.action();
  };
}
