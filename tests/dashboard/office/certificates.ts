/**
 * Certificates and the form of a trunk over TLS: one is made here and shown from then on, what is uploaded and of no use is
 * named at its field, and the port follows the transport until it is typed. On a phone, in the dark and in German too.
 */
import { afterAll, beforeEach, expect, it } from 'vitest';
import { field, usualSize } from '../open-dashboard.js';
import type { SharedDashboard } from '../shared-dashboard.js';
import { axeViolations } from '../walk/axe.js';
import { overhang } from '../walk/look.js';

/** The tests of certificates and of trunks over TLS. */
export function certificateTests(at: SharedDashboard): void {
  const dialog = () => at.page.getByRole('dialog');
  const button = (name: string) => dialog().getByRole('button', { name, exact: true });
  const made = { name: 'PBX of the office' };

  beforeEach(async () => {
    await at.page.evaluate("localStorage.setItem('trunkline-language', 'en')");
    await at.open('/certificates');
    await at.page.getByRole('heading', { name: 'Certificates', level: 1 }).waitFor();
  });
  afterAll(() => at.page.evaluate("localStorage.removeItem('trunkline-language')"));

  it('given none yet, then it says what to do, and one that is made here is shown at a click', async () => {
    const { page } = at;
    await page.getByText('No certificate yet').waitFor();
    await page.getByRole('link', { name: 'New certificate' }).click();
    await field(page, 'Name').fill(made.name);
    await dialog().getByRole('radio', { name: 'Make one here' }).check();
    await dialog().getByRole('combobox', { name: 'Host names and addresses' }).click();
    const names = dialog().getByLabel('Host names and addresses').and(page.locator(':focus:not([readonly])'));
    await names.fill('pbx.example.org');
    await page.keyboard.press('Enter');
    expect(await axeViolations(page)).toEqual([]);
    await button('Create').click();
    await dialog().getByText('Not in use', { exact: true }).waitFor();
    await button('Show this one from now on').click();
    await dialog().getByText('Shown by this PBX', { exact: true }).waitFor();
    await dialog().getByText('pbx.example.org', { exact: true }).waitFor();
    const { items } = await at.lab.api.get<{ items: { id: string; inUse: boolean }[] }>('/certificates');
    expect(items).toEqual([expect.objectContaining({ inUse: true })]);
    expect(at.dashboard.complaints).toEqual([]);
  });

  it('given what is no certificate, then the field says so in the language of the page', async () => {
    const { page } = at;
    await page.evaluate("localStorage.setItem('trunkline-language', 'de')");
    await page.goto('/certificates/new');
    await field(page, 'Name').fill('Unbrauchbar');
    await field(page, 'Zertifikat').fill('no PEM');
    await field(page, 'Privater Schlüssel').fill('no key');
    await button('Anlegen').click();
    await dialog().getByText('Muss PEM sein: Text mit einer Zeile -----BEGIN CERTIFICATE-----').waitFor();
    await dialog().getByText('Muss PEM sein: Text mit einer Zeile -----BEGIN PRIVATE KEY-----').waitFor();
    expect(await axeViolations(page)).toEqual([]);
  });

  it('given a narrow screen in the dark, then nothing sticks out', async () => {
    const { page } = at;
    await page.emulateMedia({ colorScheme: 'dark' });
    await page.setViewportSize({ width: 390, height: 844 });
    await page.getByRole('link', { name: made.name }).waitFor();
    await expect.poll(() => page.evaluate(overhang), { timeout: 3000 }).toBe(0);
    await page.getByRole('link', { name: made.name }).click();
    await dialog().getByText('Fingerprint (SHA-256)').waitFor();
    await expect.poll(() => page.evaluate(overhang), { timeout: 3000 }).toBe(0);
    expect(await axeViolations(page)).toEqual([]);
    await page.setViewportSize(usualSize);
  });

  it('given a trunk is to use TLS, then its port follows until it is typed, and SDES is offered', async () => {
    const { page } = at;
    await page.goto('/trunks/new');
    const port = field(page, 'Port');
    const transport = (name: string) => dialog().getByText(name, { exact: true }).click();
    await expect.poll(() => port.inputValue()).toBe('5060');
    expect(await dialog().getByRole('radio', { name: 'SRTP with SDES' }).isDisabled()).toBe(true);
    await transport('TLS');
    await expect.poll(() => port.inputValue()).toBe('5061');
    await dialog().getByText('SRTP with SDES', { exact: true }).click();
    await dialog().getByText('Check the certificate of the carrier').waitFor();
    expect(await axeViolations(page)).toEqual([]);
    await transport('UDP');
    await expect.poll(() => port.inputValue()).toBe('5060');
    expect(await dialog().getByRole('radio', { name: 'None' }).isChecked()).toBe(true);
    await port.fill('5080');
    await transport('TLS');
    await expect.poll(() => port.inputValue()).toBe('5080');
    expect(at.dashboard.complaints).toEqual([]);
  });
}
