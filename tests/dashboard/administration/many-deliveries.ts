/**
 * The log of a webhook that has had much to do: of 2,000 deliveries only those in sight are on the page though they stand
 * in a panel, each has an address, and the filters are in the address, too.
 */
import { randomUUID } from 'node:crypto';
import type { Webhook } from '@trunkline/contracts';
import { createDataSource } from '@trunkline/persistence';
import type { Locator } from 'playwright-core';
import { beforeAll, expect, it } from 'vitest';
import type { SharedDashboard } from '../shared-dashboard.js';

/** The first of them is another event than the rest; every 400th failed. Ids have the time, as those of the API have. */
const deliveries = `INSERT INTO webhook_deliveries
  (id, webhook_id, event_id, event_type, seq, lane, body, status, attempts, tries, created_at, finished_at)
  SELECT ($2 || lpad(to_hex(n), 12, '0'))::uuid, $1, gen_random_uuid(),
         CASE n WHEN 1 THEN 'call.started' ELSE 'call.ended' END, n, 'call:' || n, '{"n":' || n || '}',
         CASE n % 400 WHEN 1 THEN 'failed' ELSE 'delivered' END, '[]', 1, now(), now()
    FROM generate_series(1, 2000) n`;

/** Whether nothing covers the middle of it. */
const isSeen = (target: Locator) =>
  target.evaluate((element) => {
    const { x, y, width, height } = element.getBoundingClientRect();
    return element.contains(element.ownerDocument.elementFromPoint(x + width / 2, y + height / 2));
  }) as Promise<boolean>;

/** The tests of a log with many deliveries. */
export function manyDeliveriesTests(at: SharedDashboard): void {
  let webhook: Webhook;
  const panel = () => at.page.getByRole('dialog', { name: webhook.url });
  const opened = () => at.page.getByRole('dialog', { name: 'Delivery of call.started' });
  const rows = () => panel().locator('tbody tr[aria-rowindex]');
  const first = () => panel().getByRole('link', { name: 'call.started' });
  const address = () => new URL(at.page.url()).pathname + new URL(at.page.url()).search;

  beforeAll(async () => {
    webhook = await at.lab.api.post<Webhook>('/webhooks', { url: 'http://127.0.0.1:65000/many', events: ['call.*'] });
    const now = Date.now().toString(16).padStart(12, '0');
    const database = await createDataSource(at.lab.parts.postgres.url ?? '').initialize();
    await database.query(deliveries, [webhook.id, `${now.slice(0, 8)}-${now.slice(8)}-7000-8000-`]);
    await database.destroy();
    await at.open(`/webhooks/${webhook.id}`);
  });

  it('when the panel is scrolled to the end, then all were read, and only those in sight are on the page', async () => {
    const down = async () => {
      await panel().evaluate((element) => element.scrollTo(0, element.scrollHeight));
      return first().count();
    };
    await expect.poll(down, { timeout: 20_000, interval: 20 }).toBe(1);
    expect(await rows().count()).toBeLessThan(60);
    expect(await panel().getByRole('table').getAttribute('aria-rowcount')).toBe('2001');
    expect(await isSeen(panel().getByRole('columnheader').first())).toBe(true);
    await first().focus();
    await at.page.keyboard.press('Home');
    await expect.poll(() => isSeen(panel().locator('tr[aria-rowindex="2"] a'))).toBe(true);
    await at.page.keyboard.press('End');
    await expect.poll(() => isSeen(first())).toBe(true);
  });

  it('when one is opened, then Escape and going back lead to its place in the list, and its address to it', async () => {
    const { page } = at;
    await first().click();
    await opened().getByText('"n": 1').waitFor();
    const found = address();
    await page.keyboard.press('Escape');
    await opened().waitFor({ state: 'detached' });
    expect(address()).toBe(`/webhooks/${webhook.id}`);
    expect(await isSeen(first())).toBe(true);
    await expect.poll(() => first().evaluate((link) => link === link.ownerDocument.activeElement)).toBe(true);
    await page.goBack();
    await opened().waitFor();
    await page.goBack();
    await opened().waitFor({ state: 'detached' });
    expect(await isSeen(first())).toBe(true);

    await page.goto(found);
    await opened().getByText('"n": 1').waitFor();
    await page.keyboard.press('Escape');
    await opened().waitFor({ state: 'detached' });
    await panel().waitFor();
    await page.goto(found.replace(/[^/]+$/, randomUUID()));
    await page.getByRole('dialog', { name: 'Delivery' }).getByText('This no longer exists.').waitFor();
    expect(at.dashboard.complaints).toEqual([]);
  });

  it('when they are filtered, then only what fits is listed, and the address says so', async () => {
    const { page } = at;
    await page.keyboard.press('Escape');
    await panel().getByRole('combobox', { name: 'Result' }).click();
    await page.getByRole('option', { name: 'Failed' }).click();
    await expect.poll(address).toBe(`/webhooks/${webhook.id}?status=failed`);
    await first().waitFor();
    expect(await panel().getByRole('row').count()).toBe(6);
    await page.reload();
    await first().waitFor();
    expect(await panel().getByRole('row').count()).toBe(6);
    await panel().getByRole('combobox', { name: 'Event' }).click();
    await page.getByRole('option', { name: 'call.started' }).click();
    await panel().getByRole('row').nth(2).waitFor({ state: 'detached' });
    await first().click();
    await opened().waitFor();
    expect(new URL(page.url()).search).toBe('?status=failed&eventType=call.started');
    expect(at.dashboard.complaints).toEqual([]);
  });
}
