/**
 * The history in a browser: every filter narrows the list and stands in the address, one that fits nothing can be
 * taken back on the spot, what is exported is what is shown, and a call tells in words how each of its legs ended.
 */
import { readFile } from 'node:fs/promises';
import { recordsOf, type SippProcess } from '@trunkline/testing';
import { beforeAll, expect, it } from 'vitest';
import type { SharedDashboard } from '../shared-dashboard.js';
import { csvRows } from './csv-rows.js';

/** Numbers of the simulated carrier: one that is busy, one that answers and plays a tone. */
const busy = '+1555010004';
const tone = '+1555010001';

/** The tests of the history. */
export function historyTests(at: SharedDashboard): void {
  const rows = () => at.page.getByRole('row').filter({ has: at.page.getByRole('link') });
  const shows = async (...texts: string[]) => {
    await expect.poll(() => rows().count(), { timeout: 10_000 }).toBe(texts.length);
    for (const text of texts) await rows().filter({ hasText: text }).waitFor();
  };
  const choose = async (label: string, option: string | RegExp) => {
    await at.page.getByLabel(label, { exact: true }).and(at.page.locator('input')).click();
    await at.page.getByRole('option', { name: option }).click();
  };
  const clear = () => at.page.getByRole('button', { name: 'Clear filters' }).first().click();

  beforeAll(async () => {
    const { bensPhone } = at.office;
    const ended = async (phone: SippProcess) => expect(await phone.done).toMatchObject({ successful: 1 });
    await ended(await bensPhone.call(busy, { by: 'refusal', status: 486 }));
    await ended(await bensPhone.call(tone, { by: 'caller' }, { pauseMs: 1100 }));
    await recordsOf(at.lab, 2, ({ direction }) => direction === 'outbound');
    await at.open('/history?direction=outbound');
  });

  it('given filters, then only what fits is listed and exported, and the address keeps them', async () => {
    const { page } = at;
    await shows(busy, tone);
    await choose('Result', 'Busy');
    await shows(busy);
    const download = page.waitForEvent('download');
    await page.getByRole('link', { name: 'Export CSV' }).click();
    const [header = [], ...exported] = csvRows(await readFile(await (await download).path(), 'utf8'));
    expect(exported.map((cells) => cells[header.indexOf('to')])).toEqual([busy]);

    await page.reload();
    await shows(busy);
    expect(new URL(page.url()).search).toBe('?direction=outbound&disposition=busy');
  });

  it('given filters that nothing fits, then they can be cleared there', async () => {
    const { page } = at;
    await page.getByRole('searchbox', { name: 'Number or name' }).fill('nobody at all');
    await page.getByRole('heading', { name: 'No call matches' }).waitFor();
    await page.getByRole('main').getByRole('button', { name: 'Clear filters' }).last().click();
    await rows().filter({ hasText: tone }).waitFor();
    expect(new URL(page.url()).search).toBe('');
  });

  it('given the further filters, then each narrows the list by what the API can be asked for', async () => {
    const { page } = at;
    await page.getByRole('button', { name: 'More filters' }).click();
    await choose('Extension', '1002 · Ben');
    await shows(busy, tone);
    await page.getByLabel('Talked at least (s)').fill('1');
    await shows(tone);
    await page.getByLabel('Talked at least (s)').fill('');
    await page.getByLabel('SIP code').fill('486');
    await shows(busy);
    await page.getByLabel('SIP code').fill('');
    await choose('Hangup cause', /^17 · /);
    await shows(busy);
    await clear();
    await page.getByLabel('Called number').fill('(555) 010-004');
    await shows(busy);
    await page.getByLabel('Called number').fill('+1');
    await choose('Order', 'Talked, longest first');
    await choose('Outbound route', 'To the carrier');
    await shows(tone, busy);
    expect(await rows().first().innerText()).toContain(tone);
    await page.getByLabel('Started from').fill('2100-01-01T00:00');
    await page.getByRole('heading', { name: 'No call matches' }).waitFor();
    expect(new URL(page.url()).searchParams.get('from')).toMatch(/^(2099|2100)-.*Z$/);
    await page.getByLabel('Started from').fill('2020-01-01T00:00');
    await shows(tone, busy);

    await page.reload();
    await shows(tone, busy);
    expect(await page.getByLabel('Called number').inputValue()).toBe('+1');
    await clear();
    expect(at.dashboard.complaints).toEqual([]);
  });

  it('given a call that failed at the carrier, then its panel tells each try and leg in words', async () => {
    const { page } = at;
    await rows().filter({ hasText: busy }).getByRole('link').click();
    const panel = page.getByRole('dialog');
    await panel.getByText('SIP 486, busy').first().waitFor();
    const legs = panel.getByRole('list', { name: 'Legs' }).getByRole('listitem');
    expect(await legs.filter({ hasText: '1002 · Ben' }).innerText()).toMatch(/Caller[\s\S]*Busy[\s\S]*not answered/);
    expect(await legs.filter({ hasText: 'Carrier' }).innerText()).toMatch(/Called[\s\S]*Busy[\s\S]*SIP 486, busy/);
    await panel.getByRole('button', { name: 'Close' }).click();
    expect(at.dashboard.complaints).toEqual([]);
  });
}
