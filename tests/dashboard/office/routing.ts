/**
 * The page that explains a call: what is asked in its form, or in its address, is answered with each rule and why, on a phone
 * and in German too.
 */
import { afterAll, beforeEach, expect, it } from 'vitest';
import { field, usualSize } from '../open-dashboard.js';
import type { SharedDashboard } from '../shared-dashboard.js';
import { axeViolations } from '../walk/axe.js';
import { overhang } from '../walk/look.js';

/** The tests of the explanation of a call. */
export function routingTests(at: SharedDashboard): void {
  const rules = () => at.page.getByRole('table', { name: 'Why' });
  const rule = (text: string) => rules().getByRole('row').filter({ hasText: text });
  const steps = () => at.page.getByRole('region', { name: 'What happens' }).getByRole('listitem');
  const explain = () => at.page.getByRole('button', { name: 'Explain', exact: true }).click();

  beforeEach(async () => {
    await at.page.evaluate("localStorage.setItem('trunkline-language', 'en')");
    await at.open('/routing');
    await at.page.getByRole('heading', { name: 'Explain a call', level: 1 }).waitFor();
  });
  afterAll(() => at.page.evaluate("localStorage.removeItem('trunkline-language')"));

  it('given what an extension dials, then each rule and why is told, what happens, and the address asks the same', async () => {
    const { page, office } = at;
    await field(page, 'Extension').fill(office.ben.number);
    await field(page, 'What it dials').fill('+1555010001');
    await explain();
    await rule(office.ben.name).getByText('Fits', { exact: true }).waitFor();
    await rule('No extension has this number').getByText('Does not fit', { exact: true }).waitFor();
    await rule(office.route.name).getByText('Fits', { exact: true }).waitFor();
    await expect.poll(() => steps().first().innerText()).toContain(`Over ${office.trunk.name} to +1555010001`);
    expect(await steps().count()).toBe(2);
    expect(await axeViolations(page)).toEqual([]);
    await page.reload();
    await rule(office.route.name).getByText('Fits', { exact: true }).waitFor();
    expect(await field(page, 'Extension').inputValue()).toBe(office.ben.number);
    await rule(office.route.name).getByRole('link', { name: office.route.name }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Save' }).waitFor();
    expect(at.dashboard.complaints).toEqual([]);
  });

  it('given a number that no pattern takes, then it says at which character, and that the call ends', async () => {
    const { page, office } = at;
    await field(page, 'What it dials').fill('+15550100*');
    await explain();
    await rule(office.route.name).getByText('Character 10 is *, and would have to be 0–9.').waitFor();
    await expect.poll(() => steps().allInnerTexts()).toEqual([expect.stringContaining('The call ends')]);
    expect(at.dashboard.complaints).toEqual([]);
  });

  it('given what a trunk brings, then the number of ours and whom it rings', async () => {
    const { page, office } = at;
    await page.getByText('Inbound', { exact: true }).click();
    await field(page, 'Number that is called').fill(office.number.number);
    await explain();
    await rule(office.number.number).getByText('Fits', { exact: true }).waitFor();
    await expect.poll(() => steps().first().innerText()).toContain(`${office.ada.number} ${office.ada.name} rings`);
    expect(new URL(page.url()).searchParams.get('direction')).toBe('inbound');
  });

  it('given what nobody can dial, then the field says so and nothing is asked', async () => {
    const { page } = at;
    await field(page, 'Extension').fill('ada');
    await explain();
    await expect.poll(() => page.getByText('Must be 1 to 32 digits, +, * or #').count()).toBe(2);
    expect(new URL(page.url()).search).toBe('');
    await field(page, 'Extension').fill('');
    await field(page, 'What it dials').fill('1');
    await explain();
    await steps().getByText('The call ends').waitFor();
    expect(at.dashboard.complaints).toEqual([]);
  });

  it('given German and a phone, then all of it is German and fits', async () => {
    const { page, office } = at;
    await page.evaluate("localStorage.setItem('trunkline-language', 'de')");
    await at.open(`/routing?from=${office.ben.number}&to=%2B15550100*`);
    await page.setViewportSize({ width: 390, height: 844 });
    await page.getByText('Das 10. Zeichen ist * und müsste 0–9 sein.').waitFor();
    await page.getByText('Der Anruf endet').waitFor();
    await expect.poll(() => page.evaluate(overhang), { timeout: 3000 }).toBe(0);
    // What is cut off inside of it makes the page no wider.
    const direction = page.getByRole('radiogroup', { name: 'Richtung' });
    expect(await direction.evaluate((element) => element.scrollWidth - element.clientWidth)).toBe(0);
    expect(await axeViolations(page)).toEqual([]);
    expect(await page.locator('main [lang=en]').allInnerTexts()).toEqual([]);
    await page.setViewportSize(usualSize);
    expect(at.dashboard.complaints).toEqual([]);
  });
}
