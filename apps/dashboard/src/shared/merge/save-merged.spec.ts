import { afterEach, expect, it, vi } from 'vitest';
import type { Change } from '../../api/config-change';
import { ApiError } from '../../api/problem';
import type { FormShape } from './form-shape';
import { ResourceGone, SaveConflict, saveMerged } from './save-merged';

interface Thing {
  host: string;
}
interface Values extends Thing {
  password: string;
}
const shape: FormShape<Thing, Values> = {
  values: ({ host }) => ({ host, password: '' }),
  fields: ({ host }) => ({ host }),
  patch: (_, values) => values,
  secrets: ['password'],
};

/** Saves over version 1 where the API has `newest` as version 2; null: it has nothing any more. */
function save(values: Values, newest: Thing | null) {
  const change: Change<Thing> = async (_method, _path, body, ifMatch) => {
    if (newest === null) throw new ApiError(404, { code: 'not_found' });
    if (ifMatch !== '"2"') throw new ApiError(412, { code: 'precondition_failed' });
    const outcome = { status: 'applied', revision: 3, reason: null } as const;
    return { value: body as Thing, etag: '"3"', outcome };
  };
  vi.stubGlobal('fetch', async () => Response.json(newest, { headers: { etag: '"2"' } }));
  return saveMerged({ path: '/things/1', change, shape, base: { value: { host: 'a' }, etag: '"1"' }, values });
}

afterEach(() => vi.unstubAllGlobals());

it('saves over a newer version that is the same in all that the form shows', async () => {
  expect(await save({ host: 'b', password: '' }, { host: 'a' })).toMatchObject({ etag: '"3"', value: { host: 'b' } });
});

it('asks when somebody else changed a field, and tells which', async () => {
  const asked = await save({ host: 'b', password: '' }, { host: 'c' }).catch((error: unknown) => error);
  expect(asked).toBeInstanceOf(SaveConflict);
  expect(asked).toMatchObject({ theirs: { etag: '"2"' }, differences: [{ field: 'host', by: 'both' }] });
});

it('asks when a secret is to be saved over a newer version, whose secret nobody can see', async () => {
  await expect(save({ host: 'a', password: 'new' }, { host: 'a' })).rejects.toBeInstanceOf(SaveConflict);
});

it('says that it is gone when it is', async () => {
  await expect(save({ host: 'b', password: '' }, null)).rejects.toBeInstanceOf(ResourceGone);
});
