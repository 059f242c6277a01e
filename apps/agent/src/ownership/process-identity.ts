import { readFileSync } from 'node:fs';
import { hostname } from 'node:os';

/** Machine, process id and start of this process, as it stands in the lease: `host pid ticks`. */
export function ownIdentity(): string {
  return `${hostname()} ${process.pid} ${startOf(process.pid) ?? 0}`;
}

/**
 * Ends the former owner of a place when it still exists: it is frozen, holds the address that Asterisk dials, and has
 * lost its lease. A process that only has the same id is left alone.
 */
export function endFormerOwner(holder: string): boolean {
  const [, pid, start] = holder.split(' ');
  if (!pid || !start || Number(pid) === process.pid || startOf(Number(pid)) !== start) return false;
  process.kill(Number(pid), 'SIGKILL');
  return true;
}

/** Start time of a process in clock ticks since boot (proc(5), field 22), null when there is none. */
function startOf(pid: number): string | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? null;
  } catch {
    return null;
  }
}
