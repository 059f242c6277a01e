/**
 * Lists that are long: of a hundred thousand extensions only those in sight are on the page, one far down opens, and
 * whoever comes back finds the place again; the history reads on as one scrolls, and says so where it could not.
 */
import { createDataSource, type DataSource } from '@trunkline/persistence';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { SharedDashboard } from '../shared-dashboard.js';

const extensions = `INSERT INTO extensions
  (id, revision, number, name, sip_username, secret_sealed, codecs, max_contacts, enabled)
  SELECT gen_random_uuid(), 1, (2000000 + n)::text, 'Desk ' || n, 'bulk-' || n, '', '{alaw}', 1, false
    FROM generate_series(1, 100000) n`;
const records = `INSERT INTO call_records (id, node, linkedid, direction, from_number, to_number, extension_ids,
    started_at, ended_at, duration_seconds, billed_seconds, disposition, attempts)
  SELECT gen_random_uuid(), 'bulk', 'bulk-' || n, 'internal', 'from-' || n, repeat('a long name ', n % 5) || n, '{}',
         timestamptz '2020-01-01' + n * interval '1 minute', timestamptz '2020-01-01' + n * interval '1 minute',
         0, 0, 'no_answer', '[]'
    FROM generate_series(1, 450) n`;

/** The tests of long lists. What they put into the database they take out again. */
export function longListTests(at: SharedDashboard): void {
  let database: DataSource;
  const rows = () => at.page.locator('tbody tr[aria-rowindex]');
  const place = async (which: 'first' | 'last') => Number(await rows()[which]().getAttribute('aria-rowindex'));
  const scrollTo = (part: number) => at.page.evaluate(`scrollTo(0, document.documentElement.scrollHeight * ${part})`);
  const focused = () =>
    at.page.evaluate<string | null>("document.activeElement?.closest('tr')?.getAttribute('aria-rowindex') ?? null");

  beforeAll(async () => {
    database = await createDataSource(at.lab.parts.postgres.url ?? '').initialize();
    await database.query(extensions);
    await database.query(records);
  });

  afterAll(async () => {
    await database?.query("DELETE FROM extensions WHERE sip_username LIKE 'bulk-%'");
    await database?.query("DELETE FROM call_records WHERE node = 'bulk'");
    await database?.destroy();
  });

  it('given 100,000 extensions, then only those in sight are on the page, and one far down opens', async () => {
    const { page } = at;
    await at.open('/extensions');
    await page.getByRole('status').getByText('100,002 entries').waitFor({ timeout: 60_000 });
    expect(await page.getByRole('table').getAttribute('aria-rowcount')).toBe('100003');
    await scrollTo(0.9);
    await expect.poll(() => place('first')).toBeGreaterThan(80_000);
    expect(await rows().count()).toBeLessThan(200);
    const link = page.getByRole('link', { name: /^20\d{5}$/ }).nth(12);
    const number = (await link.textContent()) ?? '';
    await link.click();
    await page.getByRole('dialog').getByRole('button', { name: 'Save' }).waitFor();
    await page.getByRole('dialog').getByRole('button', { name: 'Close' }).click();
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await expect.poll(() => page.getByRole('link', { name: number, exact: true }).isVisible()).toBe(true);

    await page.getByRole('link', { name: 'Trunks', exact: true }).click();
    await page.getByRole('heading', { name: 'Trunks' }).waitFor();
    expect(await page.evaluate('scrollY')).toBe(0);
    await page.goBack();
    await expect.poll(() => page.getByRole('link', { name: number, exact: true }).isVisible()).toBe(true);
    expect(at.dashboard.complaints).toEqual([]);
  });

  it('given the keys, then they go from row to row, to the last and to the first', async () => {
    const { page } = at;
    await page
      .getByRole('link', { name: /^20\d{5}$/ })
      .nth(12)
      .focus();
    const from = Number(await focused());
    await page.keyboard.press('ArrowDown');
    await expect.poll(focused).toBe(String(from + 1));
    await page.keyboard.press('End');
    await expect.poll(focused).toBe('100003');
    await page.keyboard.press('Home');
    await expect.poll(focused).toBe('2');
    await expect.poll(() => page.locator('tr[aria-rowindex="2"]').isVisible()).toBe(true);
    await scrollTo(0.5);
    await expect.poll(() => place('first')).toBe(2);
    await expect.poll(() => place('last')).toBeGreaterThan(40_000);
    // It stays in sight, below the header of the page.
    expect((await page.getByRole('columnheader').first().boundingBox())?.y).toBe(56);
  });

  it('given a search, then it is in the address, and what it finds is counted', async () => {
    const { page } = at;
    await page.getByRole('searchbox', { name: 'Search' }).fill('Desk 9999');
    await page.getByRole('status').getByText('11 of 100,002').waitFor();
    await expect.poll(() => new URL(page.url()).searchParams.get('search')).toBe('Desk 9999');
    await page.getByRole('link', { name: '2009999' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Close' }).click();
    await page.getByRole('status').getByText('11 of 100,002').waitFor();
    expect(at.dashboard.complaints).toEqual([]);
  });

  it('given a history of many pages, then it reads on while one scrolls, and where that fails one tries again', async () => {
    const { page } = at;
    await at.open('/history?to=2020-02-01T00:00:00.000Z');
    await page.setViewportSize({ width: 390, height: 844 });
    await page.getByRole('link', { name: /from-450/ }).waitFor();
    const nextPage = /\/call-records\?.*cursor=/;
    let asked = 0;
    await page.route(nextPage, (route) => {
      asked += 1;
      // The page asks three times before it gives up.
      return asked > 1 && asked < 5 ? route.abort() : route.continue();
    });
    const last = page.getByRole('link', { name: /from-1 / });
    const down = async () => {
      await scrollTo(1);
      return (await last.count()) + (await page.getByRole('alert').count());
    };
    await expect.poll(down, { timeout: 20_000 }).toBe(1);
    expect(await last.count()).toBe(0);
    expect(await rows().count()).toBeLessThan(200);
    await page.getByRole('alert').getByRole('button', { name: 'Try again' }).click();
    await expect.poll(down, { timeout: 20_000 }).toBe(1);
    await last.waitFor();
    expect(await rows().count()).toBeLessThan(200);
    expect(await page.getByRole('table').getAttribute('aria-rowcount')).toBe('451');
    await page.unroute(nextPage);
    expect(at.dashboard.complaints).toEqual([]);
  });
}
