import { mkdir, readlink, realpath, rename, symlink } from 'node:fs/promises';
import { basename, join } from 'node:path';

/** Where the folder of the machine's resolv.conf is mounted within a root. */
export const namesInRoot = '/mnt/name-servers';

/**
 * Has a root ask the name servers of the machine. Its resolv.conf is a link to the machine's file, which may be replaced at
 * any time, by whoever writes it (DHCP, systemd-resolved, to whose file `/etc/resolv.conf` is a link).
 */
export async function linkNameServers(root: string): Promise<void> {
  await mkdir(join(root, namesInRoot), { recursive: true });
  const file = await realpath('/etc/resolv.conf').catch(() => '/etc/resolv.conf');
  const [link, target] = [join(root, 'etc/resolv.conf'), join(namesInRoot, basename(file))];
  if ((await readlink(link).catch(() => null)) === target) return;
  await symlink(target, `${link}.${process.pid}`);
  await rename(`${link}.${process.pid}`, link);
}
