import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type ImageChange, type PresentResource, planRollback, type ResourceImage } from './plan-rollback.js';

const kind = 'trunk' as const;
const change = (before: ResourceImage | null, after: ResourceImage | null, id = 'a'): ImageChange => ({
  ...{ kind, id, name: id, before, after },
});
const present = (image: ResourceImage | null, revision = 9, id = 'a') =>
  new Map<string, PresentResource>(image === null ? [] : [[id, { image, revision }]]);
const one = { host: 'one', port: 1 };

describe('a rollback', () => {
  it('deletes what was created, and makes again what was deleted', () => {
    expect(planRollback([change(null, one)], present(one)).steps).toEqual([change(one, null)]);
    expect(planRollback([change(one, null)], present(null)).steps).toEqual([change(null, one)]);
  });

  it('puts back the fields of its revision and keeps what was changed elsewhere since', () => {
    const { steps } = planRollback([change(one, { host: 'two', port: 1 })], present({ host: 'two', port: 7 }));
    expect(steps).toEqual([change({ host: 'two', port: 7 }, { host: 'one', port: 7 })]);
  });

  it.each([
    ['a field was changed since', one, { host: 'two', port: 1 }, { host: 'three', port: 1 }, 'host'],
    ['what it changed was deleted since', one, { host: 'two', port: 1 }, null, null],
    ['what it created was changed since', null, one, { host: 'one', port: 2 }, 'port'],
    ['what it deleted is there again, otherwise', one, null, { host: 'x', port: 1 }, null],
  ])('is refused when %s', (_name, before, after, now, field) => {
    const plan = planRollback([change(before, after)], present(now));
    expect(plan.steps).toEqual([]);
    expect(plan.conflicts).toMatchObject([{ change: 0, field }]);
    if (now) expect(plan.conflicts[0]?.message).toContain('in revision 9');
  });

  it('has no step for what is undone already', () => {
    for (const [before, after, now] of [
      [null, one, null],
      [one, null, one],
      [one, { host: 'two', port: 1 }, one],
    ] as const)
      expect(planRollback([change(before, after)], present(now))).toEqual({ steps: [], conflicts: [] });
  });

  it('takes a column that did not exist then for null', () => {
    const { steps } = planRollback(
      [change(one, { host: 'two', port: 1 })],
      present({ host: 'two', port: 1, new: null }),
    );
    expect(steps[0]?.after).toEqual({ host: 'one', port: 1, new: null });
  });

  it('of all changes of a random history, newest first, gives back the beginning; of one, what it changed', () => {
    fc.assert(
      fc.property(aHistory(), fc.nat(), (history, pick) => {
        const states = [new Map<string, ResourceImage>()];
        for (const changes of history) states.push(applied(states.at(-1) ?? new Map(), changes));
        const last = states.at(-1) ?? new Map<string, ResourceImage>();

        let state = last;
        for (const [index, changes] of [...history.entries()].reverse()) {
          state = applied(state, stepsOf(changes, state));
          expect(state).toEqual(states[index]);
        }

        const changes = history[pick % history.length] ?? [];
        const { steps, conflicts } = planRollback(changes, revisioned(last));
        if (conflicts.length > 0) return;
        const after = applied(last, steps);
        for (const { id, before, after: made } of history[pick % history.length] ?? []) {
          if (changes.filter((each) => each.id === id).length > 1) continue;
          expect(after.has(id)).toBe(before !== null);
          for (const field of Object.keys(before ?? {}))
            expect(after.get(id)?.[field]).toEqual(
              made !== null && before?.[field] === made[field] ? last.get(id)?.[field] : before?.[field],
            );
        }
      }),
      { numRuns: 200 },
    );
  });
});

const revisioned = (state: Map<string, ResourceImage>) =>
  new Map([...state].map(([id, image]) => [id, { image, revision: 1 }]));

function stepsOf(changes: ImageChange[], state: Map<string, ResourceImage>): ImageChange[] {
  const { steps, conflicts } = planRollback(changes, revisioned(state));
  expect(conflicts).toEqual([]);
  return steps;
}

function applied(state: ReadonlyMap<string, ResourceImage>, changes: readonly ImageChange[]) {
  const next = new Map(state);
  for (const { id, after } of changes) {
    if (after === null) next.delete(id);
    else next.set(id, after);
  }
  return next;
}

/** Revisions of one to three changes of four resources, each following from the one before. */
function aHistory(): fc.Arbitrary<ImageChange[][]> {
  const image = fc.record({ host: fc.constantFrom('x', 'y'), port: fc.nat(2) });
  const wish = fc.record({ id: fc.constantFrom('a', 'b', 'c', 'd'), after: fc.option(image, { freq: 3 }) });
  const revision = fc.array(wish, { minLength: 1, maxLength: 3 });
  return fc.array(revision, { minLength: 1, maxLength: 12 }).map((wishes) => {
    let state = new Map<string, ResourceImage>();
    return wishes.map((revisionWishes) =>
      revisionWishes.flatMap(({ id, after }) => {
        const before = state.get(id) ?? null;
        if (before === null && after === null) return [];
        const made = change(before, after, id);
        state = applied(state, [made]);
        return [made];
      }),
    );
  });
}
