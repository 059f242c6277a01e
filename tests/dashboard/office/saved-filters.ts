/** Filters that a person names: kept on the server, applied from a menu, one of them whenever the list opens. */
import { expect, it } from 'vitest';
import type { SharedDashboard } from '../shared-dashboard.js';

/** The tests of saved filters. */
export function savedFilterTests(at: SharedDashboard): void {
  const menu = (name: string) => at.page.getByRole('main').getByRole('button', { name, exact: true });
  const choose = async (name: string, item: string) => {
    await menu(name).click();
    await at.page.getByRole('menuitem', { name: item }).click();
  };
  const search = () => new URL(at.page.url()).search;

  it('given a filter, then it is saved, opens the list as its default, is renamed, deleted and brought back', async () => {
    const { page } = at;
    await at.open('/history?direction=outbound&disposition=busy');
    await choose('Saved filters', 'Save this filter…');
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('button', { name: 'Save' }).click();
    await dialog.getByText('This is required.').waitFor();
    await dialog.getByLabel('Name of the filter').fill('Busy carriers');
    await dialog.getByLabel('Open the list with this filter').check();
    await dialog.getByRole('button', { name: 'Save' }).click();
    await menu('Busy carriers').waitFor();
    await page.getByRole('button', { name: 'Clear filters' }).first().click();
    await menu('Saved filters').waitFor();
    expect(search()).toBe('');
    await choose('Saved filters', 'Busy carriers');
    await expect.poll(search).toBe('?direction=outbound&disposition=busy');

    await at.open('/history');
    await expect.poll(search).toBe('?direction=outbound&disposition=busy');
    await at.open('/history?direction=inbound');
    await menu('Saved filters').waitFor();
    expect(search()).toBe('?direction=inbound');

    await choose('Saved filters', 'Rename or delete…');
    await dialog.getByLabel('Name of Busy carriers').fill('Carriers that are busy');
    await dialog.getByLabel('Name of Busy carriers').press('Enter');
    await dialog.getByLabel('Delete Carriers that are busy').click();
    await dialog.getByText('You saved no filter of this list yet.').waitFor();
    await page.getByRole('button', { name: 'Undo' }).click();
    await dialog.getByLabel('Name of Carriers that are busy').waitFor();
    await dialog.getByLabel('Delete Carriers that are busy').click();
    await dialog.getByText('You saved no filter of this list yet.').waitFor();
    expect(at.dashboard.complaints).toEqual([]);
  });
}
