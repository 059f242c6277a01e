/** The way from no extension to one, and back, without a mouse: the focus goes into what opens and returns from it. */
import type { Locator } from 'playwright-core';
import { expect, it } from 'vitest';
import type { SharedDashboard } from '../shared-dashboard.js';

/** More than any page has to be passed through. */
const mostStops = 60;

/** The tests of the keyboard. */
export function keyboardTests(at: SharedDashboard): void {
  const press = (key: string) => at.page.keyboard.press(key);
  const dialog = () => at.page.getByRole('dialog').last();
  const row = () => at.page.getByRole('row').filter({ hasText: 'Keyboard' });
  const link = () => row().getByRole('link');
  const newExtension = () => at.page.getByRole('link', { name: 'New extension' });
  const hasFocus = (target: Locator) =>
    target.evaluate((element) => element === element.ownerDocument.activeElement) as Promise<boolean>;
  const focusReaches = (target: Locator) => expect.poll(() => hasFocus(target), { interval: 20 }).toBe(true);
  const focusIsIn = (target: Locator) =>
    expect.poll(() => target.evaluate((element) => element.contains(element.ownerDocument.activeElement))).toBe(true);

  /** As often as it takes, but not for ever. */
  async function tabTo(target: Locator): Promise<void> {
    await target.waitFor();
    for (let stop = 0; stop < mostStops; stop++) {
      await press('Tab');
      if (await hasFocus(target)) return;
    }
    throw new Error(`not reached with Tab: ${await target.evaluate((element) => element.outerHTML)}`);
  }

  it('makes an extension', async () => {
    await at.open('/extensions');
    await newExtension().waitFor();
    await press('Tab');
    await focusReaches(at.page.getByRole('link', { name: 'Skip to the content' }));
    await press('Enter');
    await focusReaches(at.page.getByRole('main'));
    await tabTo(newExtension());
    await press('Enter');
    await focusReaches(dialog().getByRole('textbox', { name: 'Number', exact: true }));
    await at.page.keyboard.type('1200');
    await press('Tab');
    await at.page.keyboard.type('Keyboard');
    await press('Enter');
    await at.page.getByTestId('sip-secret').waitFor();
    await focusIsIn(dialog());
    await tabTo(dialog().getByRole('button', { name: 'Done' }));
    await press('Enter');
    await row().waitFor();
    await focusReaches(newExtension());
  });

  it('opens it, and is back where it was after Escape', async () => {
    await tabTo(link());
    await press('Enter');
    await dialog().getByRole('button', { name: 'Save' }).waitFor();
    await focusIsIn(dialog());
    await press('Escape');
    await at.page.getByRole('dialog').waitFor({ state: 'detached' });
    await focusReaches(link());
  });

  it('deletes it, and is still on the page', async () => {
    await press('Enter');
    await tabTo(dialog().getByRole('button', { name: 'Delete' }));
    await press('Enter');
    await focusReaches(dialog().getByRole('button', { name: 'Cancel' }));
    await tabTo(dialog().getByRole('button', { name: 'Delete' }));
    await press('Enter');
    await row().waitFor({ state: 'detached' });
    await focusIsIn(at.page.getByRole('main'));
    expect(at.dashboard.complaints).toEqual([]);
  });
}
