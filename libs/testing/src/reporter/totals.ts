/** What a run of tests came to. */
export interface Totals {
  passed: number;
  failed: number;
  skipped: number;
}

/** The last line of a run, as CI reads it: `N passed, N failed[, N skipped]`. */
export function totalsLine({ passed, failed, skipped }: Totals): string {
  return `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`;
}
