const minimum = [22, 10, 1] as const;

/**
 * Null for Asterisk >= 22.10.1 and < 23, else a sentence: before that version a reload can deadlock and ARI has holes;
 * after it nothing was tried.
 */
export function versionProblem(version: string): string | null {
  const found = /^(\d+)\.(\d+)\.(\d+)/.exec(version)?.slice(1, 4).map(Number);
  if (found === undefined) return `Asterisk does not say a version that can be read (${version}).`;
  const [major = 0] = found;
  const older = firstDifference(found) < 0;
  if (major === minimum[0] && !older) return null;
  return `Asterisk ${version} is not supported: it must be at least ${minimum.join('.')} and below 23.`;
}

function firstDifference(found: readonly number[]): number {
  return minimum.map((part, index) => (found[index] ?? 0) - part).find((difference) => difference !== 0) ?? 0;
}
