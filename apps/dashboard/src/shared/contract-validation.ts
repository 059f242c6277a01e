import type { SchemaName } from './contract-schemas';

/**
 * Errors by form path of `value` against a contract; empty when it holds. The contracts and zod are loaded with the first
 * form that is sent. Where that fails the API judges alone, and says the same.
 */
export async function contractErrors(schema: SchemaName, value: unknown): Promise<Record<string, string>> {
  try {
    const { errorsAgainst } = await import('./contract-schemas');
    return errorsAgainst(schema, value);
  } catch {
    return {};
  }
}
