/** Voicemail: an extension gets a mailbox with a PIN, a number leads to it, it stays while that does, and in German on a phone. */
import type { Extension, PhoneNumber } from '@trunkline/contracts';
import { afterAll, expect, it } from 'vitest';
import { field, usualSize } from '../open-dashboard.js';
import type { SharedDashboard } from '../shared-dashboard.js';
import { axeViolations } from '../walk/axe.js';
import { overhang } from '../walk/look.js';

/** The tests of voicemail. */
export function voicemailTests(at: SharedDashboard): void {
  const dialog = () => at.page.getByRole('dialog').last();
  const save = () => dialog().getByRole('button', { name: 'Save', exact: true }).click();
  const mailbox = () => dialog().getByRole('switch', { name: 'Voicemail' });

  afterAll(async () => {
    const { ada, number } = at.office;
    await at.lab.api.patch(`/numbers/${number.id}`, { destination: { type: 'extension', extensionId: ada.id } });
    await at.lab.api.send('PATCH', `/extensions/${ada.id}?wait=applied`, { voicemailEnabled: false });
  });

  it('given an extension, when it gets a mailbox, then a PIN is wanted, and a number can lead there', async () => {
    const { page, lab, office } = at;
    await at.open(`/extensions/${office.ada.id}`);
    await mailbox().click();
    await save();
    await dialog().getByText('A mailbox needs a PIN.').waitFor();
    await field(page, 'PIN').fill('12');
    await save();
    await dialog().getByText('Must be 4 to 10 digits').waitFor();
    await field(page, 'PIN').fill('4711');
    await dialog().getByRole('textbox', { name: 'Seconds until it answers' }).fill('15');
    expect(await axeViolations(page)).toEqual([]);
    await save();
    await dialog().waitFor({ state: 'detached' });
    expect(await lab.api.get<Extension>(`/extensions/${office.ada.id}`)).toMatchObject({
      ...{ voicemailEnabled: true, voicemailRingSeconds: 15, hasVoicemailPin: true },
    });
    await at.open(`/numbers/${office.number.id}`);
    await dialog().getByRole('combobox', { name: 'Leads to', exact: true }).click();
    await page.getByRole('option', { name: 'Voicemail', exact: true }).click();
    // The extension that it led to before is offered.
    expect(await dialog().getByRole('combobox', { name: 'Voicemail', exact: true }).inputValue()).toMatch(/^1001/);
    await save();
    await page
      .getByRole('row')
      .getByText(/^Mailbox of 1001/)
      .waitFor();
    expect(await lab.api.get<PhoneNumber>(`/numbers/${office.number.id}`)).toMatchObject({
      destination: { type: 'voicemail', extensionId: office.ada.id },
    });
    await at.open('/routing?to=1001');
    await page.getByText('For 15 seconds, on every phone that is registered.').waitFor();
    await page.getByText(/^1001 .*: the mailbox answers$/).waitFor();
    expect(at.dashboard.complaints).toEqual([]);
  });

  it('given something leads to the mailbox, then it stays; and in German on a phone', async () => {
    const { page, office } = at;
    await page.evaluate("localStorage.setItem('trunkline-language', 'de')");
    await at.open(`/extensions/${office.ada.id}`);
    await page.setViewportSize({ width: 390, height: 844 });
    await dialog().getByText('Eine PIN ist gespeichert.', { exact: false }).waitFor();
    await expect.poll(() => page.evaluate(overhang), { timeout: 3000 }).toBe(0);
    await dialog().getByRole('switch', { name: 'Mailbox' }).click();
    await dialog().getByRole('button', { name: 'Speichern', exact: true }).click();
    await dialog().getByText(`Die Mailbox wird verwendet von: Rufnummer ${office.number.number}.`).waitFor();
    await page.evaluate("localStorage.removeItem('trunkline-language')");
    await page.setViewportSize(usualSize);
  });
}
