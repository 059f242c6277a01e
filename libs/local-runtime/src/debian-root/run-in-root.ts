import type { EnterMode } from './enter.js';
import { namesInRoot } from './name-servers.js';

/** A directory with programs of its own; `path` null means the machine itself. */
export interface ProgramRoot {
  readonly path: string | null;
  readonly enter: EnterMode;
}

/** What to give to `spawn`. The spawned process becomes the program itself, so its pid takes the signals. */
export interface SpawnSpec {
  readonly command: string;
  readonly args: string[];
}

/** The machine's own programs, where no root is entered. */
export const hostRoot: ProgramRoot = { path: null, enter: 'root' };

// Each process has its own mounts, so they vanish with it and one root serves any number of processes. Debian keeps
// chroot where an ordinary user's PATH does not lead. The folder of resolv.conf is mounted, since the file is replaced.
const script = `set -e
PATH=$PATH:/usr/sbin:/sbin
root=$1 user=$2; shift 2
for kernel in proc dev sys; do mount --rbind "/$kernel" "$root/$kernel"; done
names=$(readlink -e /etc/resolv.conf || true)
if [ -n "$names" ] && [ -d "$root${namesInRoot}" ]; then mount --rbind "$(dirname "$names")" "$root${namesInRoot}"; fi
while [ "$1" != -- ]; do mkdir -p "$root$1"; mount --rbind "$1" "$root$1"; shift; done
shift
if [ -n "$user" ]; then exec chroot --userspec="$user" "$root" setpriv --pdeathsig TERM -- "$@"; fi
exec setpriv --pdeathsig TERM -- chroot "$root" "$@"`;

/**
 * How to start a program inside a root. `binds` are absolute paths of the machine that are visible inside at the
 * same place. The program is told to end (SIGTERM) when the process that spawned it dies, whatever killed it.
 */
export function runInRoot(
  root: ProgramRoot,
  command: string,
  args: readonly string[],
  options: { binds?: readonly string[]; cwd?: string } = {},
): SpawnSpec {
  if (root.path === null) return untilParentDies(command, args);
  const inside = options.cwd ? ['env', '-C', options.cwd, command, ...args] : [command, ...args];
  // sudo is only the way into the mounts: the program itself runs as who asked, so files and signals stay theirs.
  const user = root.enter === 'sudo' ? `${process.getuid?.()}:${process.getgid?.()}` : '';
  const shell = ['sh', '-c', script, 'enter-root', root.path, user, ...(options.binds ?? []), '--', ...inside];
  switch (root.enter) {
    case 'root':
      return { command: 'unshare', args: ['--mount', '--propagation', 'private', ...shell] };
    case 'user-namespace':
      return { command: 'unshare', args: ['--map-root-user', '--mount', '--propagation', 'private', ...shell] };
    case 'sudo':
      return { command: 'sudo', args: ['-n', 'unshare', '--mount', '--propagation', 'private', ...shell] };
  }
}

/** Starts a program of the machine so that it is told to end when the process that spawned it dies (Linux only). */
export function untilParentDies(command: string, args: readonly string[]): SpawnSpec {
  if (process.platform !== 'linux') return { command, args: [...args] };
  return { command: 'setpriv', args: ['--pdeathsig', 'TERM', '--', command, ...args] };
}
