/** The files of a revision cannot be written. Nothing was changed: Asterisk runs what it ran. */
export class DiskProblem extends Error {
  override readonly name = 'DiskProblem';
}

/** What an operator has to mend, by the code of the error. */
export const diskTroubles: Record<string, string> = {
  ENOSPC: 'The disk of the configuration is full',
  EDQUOT: 'The disk quota of the configuration is used up',
  EROFS: 'The disk of the configuration is read-only',
  EACCES: 'The agent may not write the configuration',
  EPERM: 'The agent may not write the configuration',
  EIO: 'The disk of the configuration has errors',
};

/** Runs work on the disk and turns what an operator has to mend into a sentence. @throws DiskProblem */
export async function onDisk<T>(directory: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    const sentence = diskTroubles[code ?? ''];
    if (sentence === undefined) throw error;
    throw new DiskProblem(`${sentence} (${directory}). It is applied as soon as that is mended.`);
  }
}
