/**
 * The dashboard in another language: what the browser prefers until one is chosen, then what was chosen, at once and
 * after a reload, without a word of another language before it; and longer words that fit a phone all the same.
 */
import type { Trunk } from '@trunkline/contracts';
import { aTrunk, create } from '@trunkline/testing';
import type { Page } from 'playwright-core';
import { afterAll, expect, it } from 'vitest';
import { openBeside, usualSize } from '../open-dashboard.js';
import type { SharedDashboard } from '../shared-dashboard.js';
import { overhang } from '../walk/look.js';

/** Keeps every text that is ever drawn, however briefly. */
const watch = `
  globalThis.drawn = [];
  new MutationObserver(() => drawn.push(document.body?.innerText)).observe(document, { subtree: true, childList: true });
`;
const drawnOn = (page: Page) => page.evaluate<string>('drawn.join()');
const languageOf = (page: Page) => page.evaluate<string>('document.documentElement.lang');
const heading = (page: Page, name: string) => page.getByRole('heading', { name, level: 1, exact: true }).waitFor();

/** Holds back the script that has these words. Returns how to let it come. */
async function heldBack(page: Page, words: string): Promise<() => void> {
  let come = () => {};
  const wanted = new Promise<void>((resolve) => {
    come = resolve;
  });
  await page.route('**/*.js', async (route) => {
    const response = await route.fetch();
    if ((await response.text()).includes(words)) await wanted;
    await route.fulfill({ response });
  });
  return come;
}

/** The tests of the choice of a language. */
export function languageTests(at: SharedDashboard): void {
  const choose = async (account: string, language: string) => {
    await at.page.getByRole('button', { name: account }).click();
    await at.page.getByRole('menuitemradio', { name: language }).click();
  };
  const openInGerman = async (path: string) => {
    await at.page.evaluate("localStorage.setItem('trunkline-language', 'de')");
    await at.open(path);
  };
  const isGerman = async () => {
    await heading(at.page, 'Sitzungen');
    const navigation = at.page.getByRole('navigation', { name: 'Hauptnavigation' });
    await navigation.getByRole('link', { name: 'Nebenstellen' }).waitFor();
    const moments = at.page.getByRole('row').getByText(/^(vor \d+ |gerade eben$)/);
    await moments.first().waitFor();
    await expect.poll(() => at.page.title()).toBe('Sitzungen · Trunkline');
    expect(await languageOf(at.page)).toBe('de');
  };

  afterAll(() => at.page.evaluate("localStorage.removeItem('trunkline-language')"));

  it('when German is chosen in the account menu, then all is German at once, and still after a reload', async () => {
    await at.open('/sessions');
    await heading(at.page, 'Sessions');
    await choose('Account of admin', 'Deutsch');
    await isGerman();
    await at.page.reload();
    await isGerman();
    expect(at.dashboard.complaints).toEqual([]);
  });

  it('given German, then every page fits a phone', async () => {
    await openInGerman('/calls');
    const navigation = at.page.getByRole('navigation', { name: 'Hauptnavigation' });
    await navigation.waitFor();
    for (const link of await navigation.getByRole('link').all()) {
      const name = await link.innerText();
      await link.click();
      await heading(at.page, name);
      await at.page.getByRole('main').getByLabel('Wird geladen').first().waitFor({ state: 'detached' });
      await at.page.setViewportSize({ width: 390, height: 844 });
      await expect.poll(() => at.page.evaluate(overhang), { message: name, timeout: 3000 }).toBe(0);
      await at.page.setViewportSize(usualSize);
    }
    expect(at.dashboard.complaints).toEqual([]);
  });

  it('given German, then a form says in German what is missing, and English is a choice away', async () => {
    await openInGerman('/extensions/new');
    await at.page.getByRole('dialog').getByRole('button', { name: 'Anlegen' }).click();
    await at.page.getByText('Diese Angabe ist erforderlich.').first().waitFor();
    await at.page.getByRole('button', { name: 'Abbrechen' }).click();
    await choose('Konto von admin', 'English');
    await heading(at.page, 'Extensions');
    expect(await languageOf(at.page)).toBe('en');
    expect(at.dashboard.complaints).toEqual([]);
  });

  it('given German and a trunk that is refused, then the reason is German from the first word on, and so is the revision', async () => {
    const fields = { name: 'Falsches Passwort', host: at.lab.slot.carrier, username: at.lab.carrierAccount.username };
    const trunk = await create<Trunk>(at.lab, '/trunks', aTrunk(fields));
    await openInGerman('/trunks');
    const row = (page: Page) => page.getByRole('row').filter({ hasText: 'Falsches Passwort' });
    await row(at.page).getByText('Abgelehnt', { exact: true }).waitFor();
    const storageState = await at.page.context().storageState();
    const other = await openBeside(at.page, at.lab, '/trunks', { storageState });
    const fresh = other.page;
    try {
      await fresh.addInitScript(watch);
      const come = await heldBack(fresh, 'nimmt Benutzernamen oder Passwort');
      await fresh.reload();
      await row(fresh).getByText('Abgelehnt', { exact: true }).waitFor();
      await row(fresh).getByText('does not accept').waitFor({ state: 'hidden' });
      come();
      await row(fresh)
        .getByText(/nimmt Benutzernamen oder Passwort .*nicht an \(40[17] /)
        .waitFor();
      expect(await drawnOn(fresh)).not.toContain('does not accept');
      await fresh.goto('/revisions');
      await fresh.getByRole('link', { name: 'Trunk Falsches Passwort angelegt', exact: true }).waitFor();
      expect(await drawnOn(fresh)).not.toContain('reated trunk');
      expect(await fresh.locator('main [lang=en]').allInnerTexts()).toEqual([]);
      expect(other.complaints).toEqual([]);
    } finally {
      await other.close();
    }
    await at.lab.api.send('DELETE', `/trunks/${trunk.id}?wait=applied`);
    await at.page.evaluate("localStorage.setItem('trunkline-language', 'en')");
    await at.open('/revisions');
    // The control: in English it is the API's own words.
    await at.page.getByRole('link', { name: 'Deleted trunk Falsches Passwort', exact: true }).waitFor();
    expect(at.dashboard.complaints).toEqual([]);
  });

  it('given a browser that prefers German, then the login is German before a word is drawn, until English is chosen', async () => {
    const other = await openBeside(at.page, at.lab, '/login', { locale: 'de-AT' });
    try {
      await other.page.addInitScript(watch);
      await other.page.reload();
      await heading(other.page, 'Melden Sie sich an Ihrer Telefonanlage an');
      expect(await languageOf(other.page)).toBe('de');
      expect(await drawnOn(other.page)).not.toContain('Log in');

      await other.page.getByRole('button', { name: 'English' }).click();
      await heading(other.page, 'Log in to your PBX');
      await other.page.reload();
      await heading(other.page, 'Log in to your PBX');
      // The control: what is drawn is seen.
      expect(await drawnOn(other.page)).toContain('Log in');
      expect(await languageOf(other.page)).toBe('en');
      expect(other.complaints).toEqual([]);
    } finally {
      await other.close();
    }
  });
}
