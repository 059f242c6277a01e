import { testDatabase } from '@trunkline/testing';
import { beforeEach, describe, expect, it } from 'vitest';
import { newId } from '../ids/new-id.js';
import { ResourceStates } from './resource-states.js';
import { StateHistory } from './state-history.js';

const database = testDatabase();
const [mine, other] = [newId(), newId()];
const at = (minute: number) => new Date(Date.UTC(2026, 0, 1, 12, minute));
const rejected = (sipCode: number) =>
  ({ status: 'rejected', code: 'forbidden', reason: 'No\0', advice: 'Ask', sipCode }) as const;
const append = (resourceId: string, sipCode: number, minute: number, most?: number) =>
  database.ds.transaction((manager) =>
    StateHistory.append(manager, [{ kind: 'trunk', resourceId, state: rejected(sipCode) }], at(minute), most),
  );
const codes = async (query: { limit: number; cursor?: string; from?: string; to?: string }, id = mine) => {
  const { items, nextCursor } = await StateHistory.page(database.ds, id, query);
  return { codes: items.map(({ sipCode }) => sipCode), nextCursor };
};

describe('the history of states', () => {
  beforeEach(() => database.empty());

  it('is read newest first, page by page, within a time, of one resource', async () => {
    for (const n of [1, 2, 3]) await append(mine, 400 + n, n);
    await append(other, 500, 4);
    const first = await codes({ limit: 2 });
    expect(first.codes).toEqual([403, 402]);
    expect(await codes({ limit: 2, cursor: first.nextCursor ?? '' })).toEqual({ codes: [401], nextCursor: null });
    expect((await codes({ limit: 9, from: at(2).toISOString(), to: at(3).toISOString() })).codes).toEqual([402]);
    const [change] = (await StateHistory.page(database.ds, other, { limit: 1 })).items;
    expect(change).toMatchObject({ ...rejected(500), reason: 'No\ufffd', at: at(4) });
  });

  it('keeps the newest so many of each resource', async () => {
    for (const n of [1, 2, 3, 4, 5]) await append(mine, 400 + n, n, 3);
    await append(other, 500, 1, 3);
    expect((await codes({ limit: 9 })).codes).toEqual([405, 404, 403]);
    expect((await codes({ limit: 9 }, other)).codes).toEqual([500]);
  });

  it('takes many at once, as when Asterisk goes away', async () => {
    const all = Array.from({ length: 2500 }, () => ({
      kind: 'trunk' as const,
      resourceId: newId(),
      state: rejected(1),
    }));
    await database.ds.transaction((manager) => StateHistory.append(manager, all, at(0)));
    expect((await database.ds.query('SELECT count(*)::int AS n FROM state_changes'))[0].n).toBe(2500);
  });

  it('goes with its resource', async () => {
    await append(mine, 403, 1);
    await append(other, 403, 1);
    await ResourceStates.remove(database.ds.manager, 'trunk', mine);
    expect([(await codes({ limit: 9 })).codes, (await codes({ limit: 9 }, other)).codes]).toEqual([[], [403]]);
  });
});
