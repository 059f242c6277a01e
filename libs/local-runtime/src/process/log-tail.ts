import { open } from 'node:fs/promises';

/** The last lines of a log file, at most `bytes` of it; empty when there is none. */
export async function logTail(path: string, bytes = 2000): Promise<string> {
  const file = await open(path, 'r').catch(() => null);
  if (!file) return '';
  try {
    const { size } = await file.stat();
    const from = Math.max(0, size - bytes);
    const { buffer, bytesRead } = await file.read(Buffer.alloc(Math.min(size, bytes)), 0, undefined, from);
    return buffer.subarray(0, bytesRead).toString('utf8').trim();
  } finally {
    await file.close();
  }
}
