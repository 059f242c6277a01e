/**
 * What is done without the mouse: search and commands from any page, the shortcuts of single keys and their help, the way
 * to switch them off; and that nobody is offered what he may not do.
 */
import type { Page } from 'playwright-core';
import { beforeEach, expect, it } from 'vitest';
import { openBeside, postAsUser } from '../open-dashboard.js';
import type { SharedDashboard } from '../shared-dashboard.js';

const palette = (page: Page) => page.getByRole('dialog', { name: 'Search and commands' });
const field = (page: Page) => palette(page).getByRole('combobox');
const option = (page: Page, name: string | RegExp) => palette(page).getByRole('option', { name });
const heading = (page: Page, name: string) => page.getByRole('heading', { name, level: 1, exact: true }).waitFor();
const pathOf = (page: Page) => new URL(page.url()).pathname;

/** The tests of the palette and the shortcuts. */
export function paletteTests(at: SharedDashboard): void {
  beforeEach(async () => {
    await at.open('/sessions');
    await heading(at.page, 'Sessions');
  });
  const press = async (...keys: string[]) => {
    for (const key of keys) await at.page.keyboard.press(key);
  };

  it('given a name typed and Enter pressed at once, then what is found opens, and Escape closes the palette alone', async () => {
    const { page, office } = at;
    await press('Control+k');
    await field(page).waitFor();
    await page.keyboard.type(`${office.ada.number} ada`);
    await press('Enter');
    const panel = page.getByRole('dialog', { name: `Extension ${office.ada.number}` });
    await panel.getByRole('button', { name: 'Save' }).waitFor();
    expect(pathOf(page)).toBe(`/extensions/${office.ada.id}`);

    await press('Control+k');
    await field(page).waitFor();
    await press('Escape');
    await palette(page).waitFor({ state: 'detached' });
    expect(await panel.count()).toBe(1);
    expect(at.dashboard.complaints).toEqual([]);
  });

  it('given arrow keys, then the active result is told, and pages and actions are chosen like hits', async () => {
    const { page } = at;
    await press('Control+k');
    await field(page).fill('trunk');
    await option(page, 'New trunk').waitFor();
    expect(await palette(page).getByRole('option', { selected: true }).innerText()).toContain('Trunks');
    await press('ArrowDown');
    const active = palette(page).getByRole('option', { selected: true });
    expect(await active.innerText()).toContain('New trunk');
    expect(await field(page).getAttribute('aria-activedescendant')).toBe(await active.getAttribute('id'));
    await press('Enter');
    await page.getByRole('dialog', { name: 'New trunk' }).waitFor();
    expect(pathOf(page)).toBe('/trunks/new');

    await page.getByRole('dialog').getByRole('button', { name: 'Cancel' }).press('Control+k');
    await field(page).fill('nobody is called so');
    await option(page, 'Search the history for “nobody is called so”').click();
    await heading(page, 'History');
    expect(await page.getByRole('searchbox', { name: 'Number or name' }).inputValue()).toBe('nobody is called so');
    expect(at.dashboard.complaints).toEqual([]);
  });

  it('given a phone, then the button in the header opens it, and a hit leads to its panel', async () => {
    const { page, office } = at;
    await page.setViewportSize({ width: 390, height: 844 });
    await page.getByRole('banner').getByRole('button', { name: 'Search' }).click();
    await field(page).fill(office.number.number);
    await option(page, new RegExp(`^\\${office.number.number}`))
      .first()
      .click();
    await page.getByRole('dialog').getByRole('button', { name: 'Save' }).waitFor();
    expect(pathOf(page)).toBe(`/numbers/${office.number.id}`);
    expect(at.dashboard.complaints).toEqual([]);
  });

  it('given the API away, then it says so and pages can be gone to all the same', async () => {
    const { page } = at;
    await press('Control+k');
    await field(page).waitFor();
    await page.route('**/api/v1/search*', (route) => route.abort());
    await field(page).fill('live');
    await palette(page).getByText('Trunkline cannot be reached.').waitFor();
    await option(page, 'Live calls').click();
    await heading(page, 'Live calls');
    await page.unroute('**/api/v1/search*');
  });

  it('given a viewer, then neither pages nor actions nor hits are offered that are not for him', async () => {
    const account = { username: 'palette-viewer', password: 'a long enough password' };
    await postAsUser(at.dashboard, '/users', { ...account, role: 'viewer' });
    const other = await openBeside(at.page, at.lab, '/extensions');
    try {
      await other.page.getByLabel('User name').fill(account.username);
      await other.page.getByLabel('Password', { exact: true }).fill(account.password);
      await other.page.getByRole('button', { name: 'Log in' }).click();
      await heading(other.page, 'Extensions');
      await other.page.keyboard.press('Control+k');
      await option(other.page, 'Trunks').waitFor();
      for (const name of ['Users', 'Webhooks', 'Audit log', 'New extension'])
        expect(await option(other.page, name).count()).toBe(0);
      // The administrator finds him: the control.
      await field(other.page).fill(account.username);
      await option(other.page, /^Search the history/).waitFor();
      await press('Control+k');
      await field(at.page).fill(account.username);
      await option(at.page, `${account.username} Viewer`).waitFor();
      expect(await palette(other.page).getByRole('option').count()).toBe(1);
      await other.page.keyboard.press('Escape');
      await palette(other.page).waitFor({ state: 'detached' });
      for (const keys of ['n', 'g', 'u', 'g', 't']) await other.page.keyboard.press(keys);
      await heading(other.page, 'Trunks');
      expect(other.complaints).toEqual([]);
    } finally {
      await other.close();
    }
  });

  it('given single keys, then they go to pages, make new, find and help, but not while somebody types', async () => {
    const { page } = at;
    await press('g', 'e');
    await heading(page, 'Extensions');
    await press('n');
    const panel = page.getByRole('dialog', { name: 'New extension' });
    await panel.getByRole('textbox', { name: 'Name', exact: true }).fill('');
    await page.keyboard.type('gt/n?');
    expect(await panel.getByRole('textbox', { name: 'Name', exact: true }).inputValue()).toBe('gt/n?');
    await panel.getByRole('button', { name: 'Cancel' }).focus();
    await press('g', 't');
    await panel.getByRole('button', { name: 'Cancel' }).click();
    await panel.waitFor({ state: 'detached' });
    expect(pathOf(page)).toBe('/extensions');

    await press('g', 'h');
    await heading(page, 'History');
    await press('/');
    await page.keyboard.type('?1001');
    expect(await page.getByRole('searchbox', { name: 'Number or name' }).inputValue()).toBe('?1001');
    expect(at.dashboard.complaints).toEqual([]);
  });

  it('given the help, then it has every key of a page, and single keys can be switched off for good', async () => {
    const { page } = at;
    await press('?');
    const help = page.getByRole('dialog', { name: 'Keyboard shortcuts' });
    await help.getByRole('row', { name: /^Outbound routes\s+G then R$/ }).waitFor();
    await help.getByRole('row', { name: /^Search and commands\s+Ctrl \+ K$/ }).waitFor();
    await help.getByRole('button', { name: 'Close' }).click();
    await help.waitFor({ state: 'detached' });
    const choose = async () => {
      await page.getByRole('button', { name: 'Account of admin' }).click();
      await page.getByRole('menuitemcheckbox', { name: 'Use keyboard shortcuts' }).click();
    };
    await choose();
    await page.reload();
    await heading(page, 'Sessions');
    await press('?', 'g', 'e', 'Control+k');
    await field(page).waitFor();
    expect(await help.count()).toBe(0);
    expect(pathOf(page)).toBe('/sessions');
    await press('Escape');
    await palette(page).waitFor({ state: 'detached' });
    await choose();
    await page.keyboard.press('Escape');
    await page.getByRole('menu').waitFor({ state: 'detached' });
    await press('g', 'e');
    await heading(page, 'Extensions');
    expect(at.dashboard.complaints).toEqual([]);
  });
}
