import { type FileHandle, open } from 'node:fs/promises';

/** Writes a file that is not there yet, and returns when it is on the disk. */
export async function writeDurably(path: string, content: string | Buffer): Promise<void> {
  const file = await open(path, 'wx', 0o640);
  await syncAndClose(file, () => file.writeFile(content));
}

/** Returns when the names in a directory are on the disk. */
export async function syncDirectory(path: string): Promise<void> {
  const directory = await open(path, 'r');
  await syncAndClose(directory, () => Promise.resolve());
}

async function syncAndClose(handle: FileHandle, work: () => Promise<void>): Promise<void> {
  try {
    await work();
    await handle.sync();
  } finally {
    await handle.close();
  }
}
