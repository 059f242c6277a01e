import { readdirSync, readFileSync } from 'node:fs';

/** Ids of the processes whose command line holds `text`. */
export function processesWith(text: string): number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name) && Number(name) !== process.pid)
    .filter((pid) => read(pid, 'cmdline').replaceAll('\0', ' ').includes(text))
    .map(Number);
}

/** Seconds of processor time that a process has used (proc(5), utime and stime; a hundred ticks a second on Linux). */
export function cpuSeconds(pid: number): number {
  const stat = read(String(pid), 'stat');
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return (Number(fields[11]) + Number(fields[12])) / 100;
}

/** Megabytes of memory that are a process's alone, and its share of what it has in common with others (PSS). */
export function memoryMb(pid: number): number {
  const kilobytes = /^Pss:\s+(\d+) kB$/m.exec(read(String(pid), 'smaps_rollup'))?.[1];
  return Number(kilobytes ?? Number.NaN) / 1024;
}

/** Empty when the process has gone. */
function read(pid: string, name: string): string {
  try {
    return readFileSync(`/proc/${pid}/${name}`, 'latin1');
  } catch {
    return '';
  }
}
