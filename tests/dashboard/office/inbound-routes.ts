/**
 * Schedules and inbound routes: made from their empty pages on, a route that would never be reached, what the explanation of a
 * call makes of both at an hour that is asked for, in German and on a phone too, and the way back.
 */
import type { InboundRoute, Schedule } from '@trunkline/contracts';
import { afterAll, expect, it } from 'vitest';
import { field, usualSize } from '../open-dashboard.js';
import type { SharedDashboard } from '../shared-dashboard.js';
import { axeViolations } from '../walk/axe.js';
import { overhang } from '../walk/look.js';

/** The tests of schedules and inbound routes. */
export function inboundRouteTests(at: SharedDashboard): void {
  const dialog = () => at.page.getByRole('dialog').last();
  const row = (text: string) => at.page.getByRole('row').filter({ hasText: text });
  const press = (name: string) => dialog().getByRole('button', { name, exact: true }).click();
  const choose = async (name: string, option: string) => {
    await dialog().getByRole('combobox', { name, exact: true }).click();
    await at.page.getByRole('option', { name: option, exact: true }).click();
  };
  const all = async <T>(path: string) => (await at.lab.api.get<{ items: T[] }>(path)).items;

  afterAll(async () => {
    for (const { id } of await all<InboundRoute>('/inbound-routes')) await at.lab.api.delete(`/inbound-routes/${id}`);
    for (const { id } of await all<Schedule>('/schedules')) await at.lab.api.delete(`/schedules/${id}`);
  });

  it('given no schedule, then one is made with its hours, a holiday and an override that holds at once', async () => {
    const { page } = at;
    await at.open('/schedules');
    await page.getByRole('heading', { name: 'No schedule yet' }).waitFor();
    await page.getByRole('main').getByRole('link', { name: 'New schedule' }).click();
    await field(page, 'Name').fill('Office');
    const zone = dialog().getByRole('combobox', { name: 'Time zone', exact: true });
    await zone.click();
    await page.getByRole('option').first().waitFor();
    await zone.fill('berlin');
    await page.getByRole('option', { name: 'Europe/Berlin' }).click();
    await field(page, 'To').fill('08:00');
    await press('Add a holiday');
    await press('Create');
    await dialog().getByText('Must be later than from: hours past midnight are two entries').waitFor();
    await dialog().getByText('This is required.').first().waitFor();
    await field(page, 'To').fill('17:30');
    await dialog().getByRole('group', { name: 'Holidays' }).getByLabel('Name').fill('Christmas');
    await field(page, 'First day').fill('2026-12-24');
    await field(page, 'Last day').fill('2026-12-26');
    await field(page, 'Open all the same').fill('9:00 - 12:00, noon');
    await press('Create');
    await dialog().getByText('Must be a time from 00:00 to 23:59').waitFor();
    await field(page, 'Open all the same').fill('9:00 - 12:00');
    expect(await axeViolations(page)).toEqual([]);
    await press('Create');
    await page.getByText(/Office is live/).waitFor();
    await row('Office').getByText('Mon–Fri 09:00-17:30').waitFor();
    expect(await all<Schedule>('/schedules')).toMatchObject([
      {
        timezone: 'Europe/Berlin',
        weekly: [{ days: ['mon', 'tue', 'wed', 'thu', 'fri'], from: '09:00', to: '17:30' }],
        holidays: [{ from: '2026-12-24', to: '2026-12-26', hours: [{ from: '09:00', to: '12:00' }] }],
      },
    ]);
    await row('Office').getByRole('link', { name: 'Office' }).click();
    await dialog().getByText('Closed', { exact: true }).click();
    await press('Save');
    await row('Office').getByText('by hand').waitFor();
    await row('Office').getByText('Closed', { exact: true }).waitFor();
    const [office] = await all<Schedule>('/schedules');
    await at.lab.api.patch(`/schedules/${office?.id}`, { override: null });
    expect(at.dashboard.complaints).toEqual([]);
  });

  it('given no inbound route, then one is made for nights, and another that it would take all calls of is refused', async () => {
    const { page, office } = at;
    await at.open('/inbound-routes');
    await page.getByRole('heading', { name: 'No inbound route yet' }).waitFor();
    await page.getByRole('main').getByRole('link', { name: 'New inbound route' }).click();
    await field(page, 'Name').fill('Nights');
    await press('Add numbers');
    await press('Create');
    await dialog().getByText('Must be 1 to 15 digits, perhaps after a +').waitFor();
    await dialog().getByRole('textbox', { name: 'Number', exact: true }).fill(office.number.number);
    await press('Add numbers');
    await dialog().getByRole('combobox', { name: 'Which' }).last().click();
    await page.getByRole('option', { name: 'From … to …' }).click();
    await field(page, 'From').fill('+49 30 100');
    await field(page, 'To').fill('+49 30 199');
    await choose('When', 'Office');
    await choose('Where the call goes', 'Extension');
    await choose('Extension', `${office.ben.number} · ${office.ben.name}`);
    await choose('When it cannot be reached', 'Number outside');
    await dialog().getByRole('textbox', { name: 'Number outside', exact: true }).fill('+1 555 010 0001');
    await choose('Outbound route', office.route.name);
    expect(await axeViolations(page)).toEqual([]);
    await press('Create');
    await page.getByText(/Nights is live/).waitFor();
    await row('Nights').getByText('+4930100 – +4930199').waitFor();
    await row('Nights').getByText('Office: closed, holidays as well').waitFor();
    await page.getByRole('main').getByRole('link', { name: 'New inbound route' }).click();
    await field(page, 'Name').fill('Blocked');
    await field(page, 'Order').fill('10');
    await dialog().getByLabel('Callers who show no number').click({ force: true });
    await choose('Where the call goes', 'Refuse the call');
    await choose('What callers hear', 'The call is rejected (403)');
    await press('Create');
    await row('Blocked').getByText('without a number').waitFor();
    await page.getByRole('main').getByRole('link', { name: 'New inbound route' }).click();
    await field(page, 'Name').fill('Everything');
    await field(page, 'Order').fill('1');
    await press('Create');
    await dialog()
      .getByText(/^It would take all calls of inbound route (Blocked|Nights), which comes after it\.$/)
      .waitFor();
    expect(await all<InboundRoute>('/inbound-routes')).toHaveLength(2);
    expect(at.dashboard.complaints).toEqual([]);
  });

  it('given an hour, then the explanation tells which route takes the call then, and why others do not', async () => {
    const { page, office } = at;
    const rule = (text: string) => page.getByRole('table', { name: 'Why' }).getByRole('row').filter({ hasText: text });
    const steps = () => page.getByRole('region', { name: 'What happens' }).getByRole('listitem');
    const number = encodeURIComponent(office.number.number);
    await at.open(`/routing?direction=inbound&from=%2B15550109001&to=${number}&at=2026-11-28T12:00`);
    await rule('Blocked').getByText('It is for other callers.').waitFor();
    await rule('Nights').getByText('Fits', { exact: true }).waitFor();
    await expect.poll(() => steps().first().innerText()).toContain(`${office.ben.name} rings`);
    await steps().nth(1).getByText('When the destination cannot be reached, or is disabled').waitFor();
    await steps()
      .nth(2)
      .getByText(/^Over .* to \+15550100001$/)
      .waitFor();
    await field(page, 'When').fill('2026-11-27T11:00');
    await page.getByRole('button', { name: 'Explain', exact: true }).click();
    await rule('Nights').getByText('Schedule Office says open, and it is for closed.').waitFor();
    await field(page, "Caller's number").fill('');
    await page.getByRole('button', { name: 'Explain', exact: true }).click();
    await rule('Blocked').getByText('Fits', { exact: true }).waitFor();
    expect(await axeViolations(page)).toEqual([]);
    expect(at.dashboard.complaints).toEqual([]);
  });

  it('given German and a phone, then lists, forms and reasons are German and fit', async () => {
    const { page, office } = at;
    await page.evaluate("localStorage.setItem('trunkline-language', 'de')");
    await page.setViewportSize({ width: 390, height: 844 });
    const [schedule] = await all<Schedule>('/schedules');
    const night = (await all<InboundRoute>('/inbound-routes')).find(({ name }) => name === 'Nights');
    const number = encodeURIComponent(office.number.number);
    for (const [path, text] of [
      ['/schedules', 'Mo–Fr 09:00-17:30'],
      [`/schedules/${schedule?.id}`, 'Jede Woche geöffnet'],
      ['/inbound-routes', 'ohne Rufnummer'],
      [`/inbound-routes/${night?.id}`, 'Gerufene Nummern'],
      [
        `/routing?direction=inbound&from=1&to=${number}&at=2026-11-27T11:00`,
        'Der Zeitplan Office sagt geöffnet, und sie gilt bei geschlossen.',
      ],
    ] as const) {
      await at.open(path);
      await page.getByText(text).first().waitFor();
      await expect.poll(() => page.evaluate(overhang), { timeout: 3000 }).toBe(0);
      expect(await page.locator('[lang=en]:not(html)').allInnerTexts(), path).toEqual([]);
    }
    await page.evaluate("localStorage.removeItem('trunkline-language')");
    await page.setViewportSize(usualSize);
    expect(at.dashboard.complaints).toEqual([]);
  });

  it('given a route is deleted, then that can be undone; a schedule that it asks cannot be deleted', async () => {
    const { page } = at;
    const askToDelete = async (name: string) => {
      await row(name).getByRole('link', { name, exact: true }).click();
      await press('Delete');
      const question = page.getByRole('dialog', { name: `Delete ${name}?` });
      await question.getByRole('button', { name: 'Delete', exact: true }).click();
      return question;
    };
    await at.open('/schedules');
    const question = await askToDelete('Office');
    await question.getByText('Used by inbound route Nights.').waitFor();
    await at.open('/inbound-routes');
    await askToDelete('Nights');
    const toast = page.getByRole('alert').filter({ hasText: 'Nights is deleted.' });
    await toast.getByRole('button', { name: 'Undo' }).click();
    await page.getByText('Nights is back.').waitFor();
    await row('Nights').waitFor();
    expect(at.dashboard.complaints).toEqual([]);
  });
}
