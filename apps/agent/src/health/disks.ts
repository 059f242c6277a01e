import { stat, statfs } from 'node:fs/promises';
import type { Disk } from '@trunkline/contracts';

/** The file systems that these folders lie on, each once. A folder that is not there has none. */
export async function disksOf(folders: Readonly<Record<Disk['holds'][number], string>>): Promise<Disk[]> {
  const disks = new Map<number, Disk>();
  for (const [holds, folder] of Object.entries(folders) as [Disk['holds'][number], string][]) {
    try {
      const { dev } = await stat(folder);
      const known = disks.get(dev);
      if (known) {
        known.holds.push(holds);
        continue;
      }
      const { bavail, blocks, bsize } = await statfs(folder);
      disks.set(dev, { holds: [holds], freeBytes: bavail * bsize, totalBytes: blocks * bsize });
    } catch {
      // Whoever needs the folder tells that it is missing.
    }
  }
  return [...disks.values()];
}
