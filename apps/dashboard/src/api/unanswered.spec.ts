import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { sending } from './unanswered';

beforeEach(() => vi.useFakeTimers());
afterEach(() => {
  vi.runAllTimers();
  vi.useRealTimers();
});

const create = (name = 'Ada') => sending('POST', '/extensions', { name });

it('given no answer came, when the same change is sent again, then under the same key', () => {
  const first = create();
  expect(first).toMatchObject({ repeated: false, key: expect.stringMatching(/^[0-9a-f]{32}$/) });
  expect(create()).toMatchObject({ repeated: true, key: first.key });
});

it('given an answer came, when the same change is sent again, then it is another one', () => {
  const first = create();
  first.settle();
  const second = create();
  expect(second.repeated).toBe(false);
  expect(second.key).not.toBe(first.key);
});

it('tells changes apart by method, path and body', () => {
  const keys = [
    create(),
    create('Ben'),
    sending('POST', '/numbers', { name: 'Ada' }),
    sending('DELETE', '/a', undefined),
  ];
  expect(new Set(keys.map(({ key }) => key)).size).toBe(keys.length);
});

it('given ten minutes without an answer, then whoever sends it again means it anew', () => {
  const first = create();
  vi.advanceTimersByTime(10 * 60_000);
  expect(create()).not.toMatchObject({ key: first.key });
});

it('given the first answer comes after the change was settled and sent anew, then the new one is not forgotten', () => {
  const first = create();
  first.settle();
  const second = create();
  first.settle();
  expect(create()).toMatchObject({ repeated: true, key: second.key });
});
