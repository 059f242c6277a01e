import { testDatabase } from '@trunkline/testing';
import { beforeEach, describe, expect, it } from 'vitest';
import { ConfigRevisionEntity } from '../entities/config-revision.entity.js';
import { NumberEntity } from '../entities/number.entity.js';
import { type PageOrder, page } from './page.js';

describe('page', () => {
  const database = testDatabase();
  const add = (number: string, revision: number) =>
    database.ds.manager.save(
      database.ds.manager.create(NumberEntity, { number, label: null, destination: null, enabled: true, revision }),
    );
  beforeEach(() => database.empty());

  async function walk(order: PageOrder<NumberEntity> | undefined, limit: number): Promise<string[][]> {
    const pages: string[][] = [];
    for (let cursor: string | undefined; ; ) {
      const { items, nextCursor } = await page(database.ds, NumberEntity, { limit, cursor }, order);
      pages.push(items.map((item) => item.number));
      if (nextCursor === null) return pages;
      cursor = nextCursor;
    }
  }

  it('is empty, without a cursor, when there is nothing', async () => {
    expect(await walk(undefined, 2)).toEqual([[]]);
  });

  it('follows the order of creation by default', async () => {
    for (const number of ['+3', '+1', '+2', '+5', '+4']) await add(number, 1);
    expect(await walk(undefined, 2)).toEqual([['+3', '+1'], ['+2', '+5'], ['+4']]);
    expect(await walk(undefined, 5)).toEqual([['+3', '+1', '+2', '+5', '+4']]);
  });

  it('follows several keys in one direction', async () => {
    for (const [number, revision] of [
      ['+1', 1],
      ['+2', 2],
      ['+3', 1],
      ['+4', 2],
    ] as const)
      await add(number, revision);
    const keys = [
      { property: 'revision', kind: 'int' },
      { property: 'number', kind: 'text' },
    ] as const;
    expect(await walk({ keys }, 1)).toEqual([['+1'], ['+3'], ['+2'], ['+4']]);
    expect(await walk({ keys, direction: 'DESC' }, 3)).toEqual([['+4', '+2', '+3'], ['+1']]);
    expect(await walk({ keys, where: { revision: 2 } }, 1)).toEqual([['+2'], ['+4']]);
  });

  it('skips and repeats nothing when items come and go between pages', async () => {
    for (const number of ['+1', '+3', '+5']) await add(number, 1);
    const order: PageOrder<NumberEntity> = { keys: [{ property: 'number', kind: 'text' }] };
    const first = await page(database.ds, NumberEntity, { limit: 2 }, order);
    await database.ds.manager.delete(NumberEntity, { number: '+3' });
    await add('+2', 1);
    const second = await page(database.ds, NumberEntity, { limit: 2, cursor: first.nextCursor ?? '' }, order);
    expect(second.items.map((item) => item.number)).toEqual(['+5']);
  });

  it('refuses the cursor of another list', async () => {
    for (const number of ['+1', '+2']) await add(number, 1);
    const { nextCursor } = await page(database.ds, NumberEntity, { limit: 1 });
    const wrong = page(
      database.ds,
      ConfigRevisionEntity,
      { limit: 1, cursor: nextCursor ?? '' },
      { keys: [{ property: 'number', kind: 'int' }] },
    );
    await expect(wrong).rejects.toMatchObject({ code: 'validation_failed', fields: [{ pointer: '?cursor' }] });
  });
});
