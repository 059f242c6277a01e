/** Quiet for this long means that no replay is under way. */
const QUIET_MS = 250;
/** A replay that takes longer is not waited for. */
const LONGEST_MS = 5000;
const LOOK_MS = 25;

/**
 * Knows when the events that Asterisk kept while we were away have arrived: once one is newer than the connection,
 * or none came for a while. Times are wall-clock milliseconds; Asterisk is on this machine.
 */
export class ReplayGate {
  private arrivedAt = 0;
  private newest = 0;

  /** Says that an event arrived, and what time it bears. */
  saw(timestamp: string, now: number): void {
    this.arrivedAt = now;
    const time = Date.parse(timestamp);
    if (time > this.newest) this.newest = time;
  }

  /** Settles when what was kept before `connectedAt` is through. */
  async passed(connectedAt: number): Promise<void> {
    const until = connectedAt + LONGEST_MS;
    for (;;) {
      const now = Date.now();
      if (this.newest >= connectedAt || now >= until) return;
      if (now - Math.max(this.arrivedAt, connectedAt) >= QUIET_MS) return;
      await new Promise((resolve) => setTimeout(resolve, LOOK_MS));
    }
  }
}
