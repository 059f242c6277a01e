/** Ring groups: made from the empty page on, led to by a number, linked from where they are used, deleted and brought back. */
import type { PhoneNumber, RingGroup } from '@trunkline/contracts';
import { afterAll, expect, it } from 'vitest';
import { field, usualSize } from '../open-dashboard.js';
import type { SharedDashboard } from '../shared-dashboard.js';
import { axeViolations } from '../walk/axe.js';
import { overhang } from '../walk/look.js';

/** The tests of ring groups and of the field of a destination. */
export function ringGroupTests(at: SharedDashboard): void {
  const dialog = () => at.page.getByRole('dialog').last();
  const row = (text: string) => at.page.getByRole('row').filter({ hasText: text });
  const press = (name: string) => dialog().getByRole('button', { name, exact: true }).click();
  /** Presses the button of the panel and that of the question, which stays where it is refused. */
  const askToDelete = async (name: string) => {
    await press('Delete');
    const question = at.page.getByRole('dialog', { name: `Delete ${name}?` });
    await question.getByRole('button', { name: 'Delete', exact: true }).click();
    return question;
  };
  const choose = async (name: string, option: string | RegExp) => {
    await dialog().getByRole('combobox', { name, exact: true }).click();
    await at.page.getByRole('option', { name: option, exact: typeof option === 'string' }).click();
  };
  const groups = async () => (await at.lab.api.get<{ items: RingGroup[] }>('/ring-groups')).items;

  // The number rings Ada again for those who come later.
  afterAll(async () => {
    const { office, lab } = at;
    const destination = { type: 'extension', extensionId: office.ada.id };
    await lab.api.patch(`/numbers/${office.number.id}`, { destination });
    for (const { id } of await groups()) await lab.api.patch(`/ring-groups/${id}`, { noAnswer: null });
    for (const { id } of await groups()) await lab.api.delete(`/ring-groups/${id}`);
  });

  it('given none, then the page says what to do, and one is made with its members in order', async () => {
    const { page, office } = at;
    await at.open('/ring-groups');
    await page.getByRole('heading', { name: 'No ring group yet' }).waitFor();
    await page.getByRole('main').getByRole('link', { name: 'New ring group' }).click();
    await press('Create');
    await dialog().getByText('Choose at least one.').waitFor();
    await field(page, 'Name').fill('Sales');
    await field(page, 'Internal number').fill(office.ben.number);
    await choose('Add an extension', /^1001/);
    await choose('Add an extension', /^1002/);
    await dialog().getByRole('button', { name: 'Move up: 1002 · Ben' }).click();
    await dialog().getByText('One after the other').click();
    await field(page, 'Seconds to ring').fill('7');
    await choose('When nobody answers', 'Number outside');
    await press('Create');
    await dialog().getByText('This is required.').first().waitFor();
    await field(page, 'Number outside').fill('+49 30 123');
    await choose('Outbound route', office.route.name);
    await press('Create');
    await dialog().getByText('An extension has this number: 1002 Ben.').waitFor();
    await field(page, 'Internal number').fill('600');
    expect(await axeViolations(page)).toEqual([]);
    await press('Create');
    await page.getByText(/Sales is live/).waitFor();
    await row('Sales').getByText('Ben → Ada').waitFor();
    const noAnswer = { type: 'external', number: '+4930123', outboundRouteId: office.route.id };
    expect(await groups()).toMatchObject([
      { number: '600', strategy: 'in_order', members: [office.ben.id, office.ada.id], ringSeconds: 7, noAnswer },
    ]);
    await row('Sales')
      .getByRole('link', { name: `+4930123 over ${office.route.name}` })
      .click();
    await page.getByRole('heading', { name: `Route ${office.route.name}` }).waitFor();
    expect(at.dashboard.complaints).toEqual([]);
  });

  it('given a number, then it leads to the group, which cannot be deleted any more', async () => {
    const { page, office } = at;
    await at.open(`/numbers/${office.number.id}`);
    await choose('Leads to', 'Ring group');
    await choose('Ring group', 'Sales');
    await press('Save');
    await row(office.number.number).getByRole('link', { name: 'Sales' }).click();
    await page.getByRole('heading', { name: 'Ring group Sales' }).waitFor();
    const [sales] = await groups();
    const number = await at.lab.api.get<PhoneNumber>(`/numbers/${office.number.id}`);
    expect(number.destination).toEqual({ type: 'ring_group', ringGroupId: sales?.id });
    const question = await askToDelete('Sales');
    await question.getByText(`Used by number ${office.number.number}.`).waitFor();
    expect(at.dashboard.complaints).toEqual([]);
  });

  it('given a group that leads to another one, then that one is not led back, and says the way', async () => {
    const { page, office, lab } = at;
    const [sales] = await groups();
    const noAnswer = { type: 'ring_group', ringGroupId: sales?.id };
    await lab.api.post('/ring-groups', { name: 'Desk', members: [office.ada.id], noAnswer });
    await at.open(`/ring-groups/${sales?.id}`);
    await choose('When nobody answers', 'Ring group');
    await dialog().getByRole('combobox', { name: 'Ring group', exact: true }).click();
    await expect.poll(() => page.getByRole('option').allInnerTexts(), { timeout: 3000 }).toEqual(['Desk']);
    await page.getByRole('option', { name: 'Desk' }).click();
    await press('Save');
    await dialog().getByText('Leads back to this ring group: Sales -> Desk -> Sales').waitFor();
    await choose('When nobody answers', 'Refuse the call');
    await choose('What callers hear', 'Busy (486)');
    await press('Save');
    await row('Sales').getByText('Refused: busy').waitFor();
    expect(at.dashboard.complaints).toEqual([]);
  });

  it('given a group that nothing leads to, when it is deleted, then that can be undone', async () => {
    const { page } = at;
    await at.open('/ring-groups');
    await row('Desk').getByRole('link', { name: 'Desk' }).click();
    await askToDelete('Desk');
    const toast = page.getByRole('alert').filter({ hasText: 'Desk is deleted.' });
    await toast.getByRole('button', { name: 'Undo' }).click();
    await page.getByText('Desk is back.').waitFor();
    await row('Desk').waitFor();
    expect(at.dashboard.complaints).toEqual([]);
  });

  it('given what an extension dials, then the explanation tells who rings, in German and on a phone too', async () => {
    const { page } = at;
    const steps = () => page.getByRole('region', { name: 'What happens' }).getByRole('listitem');
    await at.open('/routing?from=1001&to=600');
    await steps().first().waitFor();
    expect((await steps().allInnerTexts()).map((text) => text.split('\n')[0])).toEqual([
      '600 Sales: one after the other',
      '1002 Ben rings',
      '1001 Ada rings',
      'The call ends',
    ]);
    await page.evaluate("localStorage.setItem('trunkline-language', 'de')");
    const [sales] = await groups();
    await at.open(`/ring-groups/${sales?.id}`);
    await page.setViewportSize({ width: 390, height: 844 });
    await dialog().getByText('Nacheinander').waitFor();
    await expect.poll(() => page.evaluate(overhang), { timeout: 3000 }).toBe(0);
    expect(await page.locator('[lang=en]:not(html)').allInnerTexts()).toEqual([]);
    await page.evaluate("localStorage.removeItem('trunkline-language')");
    await page.setViewportSize(usualSize);
    expect(at.dashboard.complaints).toEqual([]);
  });
}
