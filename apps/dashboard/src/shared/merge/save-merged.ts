import type { Change, Saved } from '../../api/config-change';
import { ApiError } from '../../api/problem';
import { readVersion, type Versioned } from '../../api/versions';
import type { FormShape } from './form-shape';
import { type Difference, differencesOf } from './three-way-merge';

/** Somebody else changed the resource meanwhile, in what the form shows: a person has to look at it. */
export class SaveConflict<R> extends Error {
  override readonly name = 'SaveConflict';
  constructor(
    readonly theirs: Versioned<R>,
    readonly differences: Difference[],
  ) {
    super('The resource was changed meanwhile.');
  }
}

/** Somebody deleted the resource meanwhile. */
export class ResourceGone extends Error {
  override readonly name = 'ResourceGone';
}

interface Attempt<R, V> {
  path: string;
  change: Change<R>;
  shape: FormShape<R, V>;
  base: Versioned<R>;
  values: V;
}

const mostTries = 5;

/**
 * Saves `values`, which were made of the version `base`. Where the newest version differs only in what the form does
 * not show, they are saved over that one, unless they hold a secret: who changed it meanwhile may have changed that.
 * @throws SaveConflict, ResourceGone, ApiError.
 */
export async function saveMerged<R, V>({ path, change, shape, base, values }: Attempt<R, V>): Promise<Saved<R>> {
  const [before, mine] = [shape.fields(shape.values(base.value)), shape.fields(values)];
  const hasSecret = (shape.secrets ?? []).some((field) => String(values[field]) !== '');
  let over = base;
  for (let tries = 1; ; tries += 1) {
    try {
      return await change('PATCH', path, shape.patch(over.value, values), over.etag);
    } catch (error) {
      if (is(error, 'not_found')) throw new ResourceGone();
      if (!is(error, 'precondition_failed') || tries === mostTries) throw error;
    }
    over = await newest<R>(path);
    const differences = differencesOf(before, mine, shape.fields(shape.values(over.value)));
    if (hasSecret || differences.some(({ by }) => by !== 'mine')) throw new SaveConflict(over, differences);
  }
}

async function newest<R>(path: string): Promise<Versioned<R>> {
  try {
    return await readVersion<R>(path);
  } catch (error) {
    throw is(error, 'not_found') ? new ResourceGone() : error;
  }
}

const is = (error: unknown, code: ApiError['code']): boolean => error instanceof ApiError && error.code === code;
