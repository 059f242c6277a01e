/** The name of the unique constraint that refused a row (such as `extensions_number_key`), or null. */
export function uniqueViolation(error: unknown): string | null {
  const driverError = (error as { driverError?: unknown } | null)?.driverError ?? error;
  const { code, constraint } = (driverError ?? {}) as { code?: unknown; constraint?: unknown };
  return code === '23505' && typeof constraint === 'string' ? constraint : null;
}
