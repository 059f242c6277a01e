/**
 * Who may call out, in forms: an extension gets its groups and number, a route is for a group and asks for a PIN that is
 * never shown again, the explanation says who is refused; emergency numbers have nothing that could refuse a call.
 */
import type { Extension, OutboundRoute } from '@trunkline/contracts';
import { afterAll, expect, it } from 'vitest';
import { field, usualSize } from '../open-dashboard.js';
import type { SharedDashboard } from '../shared-dashboard.js';
import { axeViolations } from '../walk/axe.js';
import { overhang } from '../walk/look.js';

/** The tests of calls out. */
export function callsOutTests(at: SharedDashboard): void {
  const dialog = () => at.page.getByRole('dialog').last();
  const row = (text: string) => at.page.getByRole('row').filter({ hasText: text });
  const press = (name: string) => dialog().getByRole('button', { name, exact: true }).click();
  const turn = (name: string) => dialog().getByRole('switch', { name }).click();
  const routes = async () => (await at.lab.api.get<{ items: OutboundRoute[] }>('/outbound-routes')).items;
  const add = async (group: string) => {
    const groups = dialog().getByRole('combobox', { name: /^(Groups|Only for groups)$/ });
    await groups.click();
    await groups.fill(group);
    await groups.press('Enter');
  };

  afterAll(async () => {
    await at.lab.api.patch(`/extensions/${at.office.ada.id}`, { groups: [], callerId: null });
    for (const { id } of (await routes()).filter((route) => route.id !== at.office.route.id))
      await at.lab.api.send('DELETE', `/outbound-routes/${id}?wait=applied`);
  });

  it('given a price list, then it is taken over once no line is wrong, looked up, and a route asks the cheapest trunk first', async () => {
    const { page, office } = at;
    const upload = (text: string) =>
      dialog()
        .locator('input[type=file]')
        .setInputFiles({ name: 'prices.csv', mimeType: 'text/csv', buffer: Buffer.from(text) });
    await at.open(`/trunks/${office.trunk.id}?tab=rates`);
    await dialog().getByText('What this carrier charges is not known yet.').waitFor();
    await upload('Prefix;Price\n49;0,02\n0033;1\n44;x\n');
    const refused = dialog().getByRole('alert').filter({ hasText: 'Nothing was taken over' });
    await refused.getByText('Line 3, prefix: must be 1 to 15 digits that begin with a country code').waitFor();
    await refused.getByText('Line 4: must be a price').waitFor();
    await upload('Prefix;Price;Name\n49;0,02;Germany\n4930;0,012;Berlin\n');
    await dialog().getByText('2 prices in EUR').waitFor();
    await field(page, 'Find a price').fill('+49 30 1');
    await dialog().getByText('0.0120 EUR/min (prefix 4930, Berlin)').waitFor();
    await field(page, 'Find a price').fill('7');
    await dialog().getByText('There is no price for this number.').waitFor();
    expect(await axeViolations(page)).toEqual([]);
    await page.setViewportSize({ width: 390, height: 844 });
    await expect.poll(() => page.evaluate(overhang), { timeout: 3000 }).toBe(0);
    await page.setViewportSize(usualSize);

    await at.open(`/outbound-routes/${office.route.id}`);
    await turn('Ask the cheapest trunk first');
    await press('Save');
    await dialog().waitFor({ state: 'detached' });
    expect((await routes()).find(({ id }) => id === office.route.id)?.order).toBe('least_cost');
    await at.lab.api.patch(`/outbound-routes/${office.route.id}`, { order: 'listed' });

    await at.open(`/trunks/${office.trunk.id}?tab=rates`);
    const remove = async () => {
      await press('Delete the rates');
      await page
        .getByRole('dialog', { name: /^Delete the rates of/ })
        .getByRole('button', { name: 'Delete', exact: true })
        .click();
      await dialog().getByText('What this carrier charges is not known yet.').waitFor();
    };
    await remove();
    const toast = page.getByRole('alert').filter({ hasText: `The price list of ${office.trunk.name} is deleted.` });
    await toast.getByRole('button', { name: 'Undo' }).click();
    await page.getByText(`The price list of ${office.trunk.name} is back.`).waitFor();
    await dialog().getByText('2 prices in EUR').waitFor();
    await field(page, 'Find a price').fill('4930');
    await dialog().getByText('0.0120 EUR/min (prefix 4930, Berlin)').waitFor();
    await remove();
    expect(at.dashboard.complaints).toEqual([]);
  });

  it('given an extension in a group, then a route is for it alone, with a PIN that is kept and never shown', async () => {
    const { page, office, lab } = at;
    await at.open(`/extensions/${office.ada.id}`);
    await add('Staff');
    await field(page, 'Number shown outside').fill('+15550200001');
    await press('Save');
    await dialog().getByText('Must be 1 to 32 small letters').waitFor();
    await dialog().getByRole('combobox', { name: 'Groups' }).press('Backspace');
    await add('staff');
    await press('Save');
    await dialog().waitFor({ state: 'detached' });
    const ada = await lab.api.get<Extension>(`/extensions/${office.ada.id}`);
    expect(ada).toMatchObject({ groups: ['staff'], callerId: '+15550200001' });

    await at.open('/outbound-routes/new');
    await field(page, 'Name').fill('Abroad');
    await field(page, 'Pattern').fill('00X.');
    await dialog().getByRole('combobox', { name: 'Add a trunk' }).click();
    await page.getByRole('option', { name: office.trunk.name }).click();
    await dialog().getByRole('combobox', { name: 'Only for groups' }).click();
    await page.getByRole('option', { name: 'staff' }).click();
    await turn('Ask for a PIN');
    await press('Add an area');
    await field(page, 'Called prefix').fill('0049');
    await press('Create');
    await dialog().getByText('Must be 4 to 12 digits').waitFor();
    await field(page, 'PIN').fill('24680');
    await dialog().getByRole('group', { name: 'Numbers shown by area' }).getByLabel('Number shown').fill('+4930100');
    expect(await axeViolations(page)).toEqual([]);
    await page.setViewportSize({ width: 390, height: 844 });
    await expect.poll(() => page.evaluate(overhang), { timeout: 3000 }).toBe(0);
    await page.setViewportSize(usualSize);
    await press('Create');
    await row('Abroad').getByText('staff').waitFor();
    await row('Abroad').getByText('PIN').waitFor();

    await at.open('/routing?from=1002&to=004930');
    await page.getByText('1002 Ben may not use this route').waitFor();
    await at.open('/routing?from=1001&to=004930');
    await page.getByText('A PIN is asked for').waitFor();
    await page.getByText('Shows the number +4930100.').waitFor();

    const abroad = (await routes()).find(({ name }) => name === 'Abroad');
    await at.open(`/outbound-routes/${abroad?.id}`);
    await dialog().getByText('One is stored. Leave it empty to keep it.').waitFor();
    expect(await field(page, 'PIN').inputValue()).toBe('');
    await field(page, 'Name').fill('Abroad by night');
    await press('Save');
    await dialog().waitFor({ state: 'detached' });
    expect((await routes()).find(({ id }) => id === abroad?.id)).toMatchObject({
      name: 'Abroad by night',
      hasPin: true,
    });
    expect(at.dashboard.complaints).toEqual([]);
  });

  it('given emergency numbers, then groups and PIN are gone from the form, and the explanation goes there first', async () => {
    const { page, office } = at;
    await at.open('/outbound-routes/new');
    await field(page, 'Name').fill('Emergency');
    await field(page, 'Pattern').fill('11X');
    await dialog().getByRole('combobox', { name: 'Add a trunk' }).click();
    await page.getByRole('option', { name: office.trunk.name }).click();
    await turn('Ask for a PIN');
    await turn('Emergency numbers');
    expect(await dialog().getByRole('switch', { name: 'Ask for a PIN' }).count()).toBe(0);
    await press('Create');
    await dialog().getByText('Must be 2 to 8 digits, for an emergency number').waitFor();
    await field(page, 'Pattern').fill('112');
    await press('Create');
    await row('Emergency').getByText('Emergency').last().waitFor();
    await at.open('/routing?from=1001&to=112');
    await page.getByText(`Over ${office.trunk.name} to 112`).waitFor();
    expect(at.dashboard.complaints).toEqual([]);
  });
}
