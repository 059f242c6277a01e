/** Smallest version that is accepted: it fixes a reload deadlock, two holes of ARI and an SQL injection. */
export const minimumAsterisk = '22.10.1';

/** The version in the output of `asterisk -V`, such as `Asterisk 22.10.1~dfsg+~cs6.16.60671434-1`; null when none. */
export function parseAsteriskVersion(output: string): string | null {
  return /Asterisk (?:certified[/-])?v?(\d+\.\d+(?:\.\d+)?)/i.exec(output)?.[1] ?? null;
}

/** Whether a version is >= 22.10.1 and < 23. */
export function isSupportedAsterisk(version: string): boolean {
  const [major = 0, minor = 0, patch = 0] = version.split('.').map(Number);
  return major === 22 && (minor > 10 || (minor === 10 && patch >= 1));
}
