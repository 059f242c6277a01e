// A `Date` header is cut to whole seconds and is as old as its way here, so small differences mean nothing.
const TOLERATED_MS = 2000;
let offset = 0;

/** Learns from a `Date` header how far the clock of this machine is off: durations of live calls depend on it. */
export function noteServerTime(dateHeader: string | null): void {
  const server = dateHeader === null ? Number.NaN : Date.parse(dateHeader);
  if (Number.isNaN(server)) return;
  const difference = server + 500 - Date.now();
  offset = Math.abs(difference) > TOLERATED_MS ? difference : 0;
}

/** Now, in milliseconds since the epoch, by the clock of the server. */
export function serverNow(): number {
  return Date.now() + offset;
}
