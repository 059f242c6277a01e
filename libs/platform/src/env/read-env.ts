import { readFileSync } from 'node:fs';
import type { z } from 'zod';

/** The environment does not fit its schema. The message has one line for each variable, with its rule, no value. */
export class EnvError extends Error {
  constructor(readonly problems: readonly string[]) {
    super(`The environment is not usable:\n${problems.map((problem) => `  ${problem}`).join('\n')}`);
    this.name = 'EnvError';
  }
}

type Source = Readonly<Record<string, string | undefined>>;

/**
 * Reads the variables of `schema` from `source`. For each name in `secretNames`, `NAME_FILE` may name a file that
 * holds the value instead (its final line break is dropped). An empty variable counts as absent.
 * @throws EnvError naming every variable that is wrong.
 */
export function readEnv<S extends z.ZodObject>(schema: S, secretNames: readonly string[], source: Source): z.infer<S> {
  const problems: string[] = [];
  const raw: Record<string, string> = {};
  for (const name of Object.keys(schema.shape)) {
    const value = secretNames.includes(name) ? readSecret(name, source, problems) : source[name];
    if (value !== undefined && value !== '') raw[name] = value;
  }
  const result = schema.safeParse(raw);
  if (result.success && problems.length === 0) return result.data;
  for (const issue of result.error?.issues ?? []) {
    const name = String(issue.path[0]);
    if (problems.some((problem) => problem.startsWith(`${name}_FILE`) || problem.startsWith(`${name}:`))) continue;
    const either = secretNames.includes(name) ? `${name} (or ${name}_FILE)` : name;
    problems.push(raw[name] === undefined ? `${either}: is required` : `${either}: ${issue.message}`);
  }
  throw new EnvError(problems);
}

function readSecret(name: string, source: Source, problems: string[]): string | undefined {
  const value = source[name];
  const file = source[`${name}_FILE`];
  if (!file) return value;
  if (value) {
    problems.push(`${name}: set either ${name} or ${name}_FILE, not both`);
    return undefined;
  }
  try {
    return readFileSync(file, 'utf8').replace(/\r?\n$/, '');
  } catch (error) {
    const reason = (error as NodeJS.ErrnoException).code ?? 'unknown';
    problems.push(`${name}_FILE: the file ${JSON.stringify(file)} cannot be read (${reason})`);
    return undefined;
  }
}
