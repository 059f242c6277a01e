/**
 * What somebody does in the first five minutes, through the page alone: log in, connect a trunk, create an extension,
 * give it a number, see a call come in live and find it in the history. The overview says what is still to do, and counts
 * the call. Asterisk, the carrier and the phone are real.
 */
import { ports } from '@trunkline/local-runtime';
import { type LabStack, labStack, SippPhone } from '@trunkline/testing';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Dashboard, field, logIn, openDashboard } from './open-dashboard.js';

const did = '+15550200001';

let lab: LabStack;
let dashboard: Dashboard;
let page: Page;

beforeAll(async () => {
  lab = await labStack({ slot: 62 });
  dashboard = await openDashboard(lab, '/trunks');
  page = dashboard.page;
});

afterAll(async () => {
  await dashboard?.close();
  await lab?.stop();
});

const row = (text: string) => page.getByRole('row').filter({ hasText: text });

it('given an empty system, when it is set up through the page, then a call of the carrier is seen live and kept', async () => {
  await logIn(page, 'not the password');
  await page.getByRole('alert').getByText('User name or password is wrong.').waitFor();
  await logIn(page, lab.adminPassword);
  await page.getByRole('heading', { name: 'No trunk yet' }).waitFor();
  expect(new URL(page.url()).pathname).toBe('/trunks');

  await seeGuide('0 of 6 done', 'Connect a trunk');
  await createTrunk();
  const phone = await createExtension();
  await createNumber();

  const callee = await phone.answer({ by: 'caller' }, { ringMs: 1500 });
  await page.getByRole('link', { name: 'Extensions' }).click();
  await row('Ada Winter').getByText('Online').waitFor();
  await seeGuide('4 of 6 done', 'Add a route');
  await page.getByRole('link', { name: 'Live calls' }).click();
  await page.getByRole('heading', { name: 'No call right now' }).waitFor();
  const placed = await lab.carrier.callIn({ number: did, callerName: '&lt;i&gt;Grace' });
  await row('&lt;i&gt;Grace').getByText('Ringing').waitFor();
  await row('&lt;i&gt;Grace').getByText('Connected').waitFor();
  await placed.hangup();
  await callee.done;
  await row('&lt;i&gt;Grace').getByText('Ended').waitFor();
  await page.getByRole('heading', { name: 'No call right now' }).waitFor();

  await page.getByRole('link', { name: 'History' }).click();
  await row('&lt;i&gt;Grace').getByText('Answered').waitFor();
  await row('&lt;i&gt;Grace').getByRole('link').click();
  await page.getByRole('dialog').getByRole('definition').filter({ hasText: 'Lab carrier' }).waitFor();
  await page.getByRole('dialog').getByRole('button', { name: 'Close' }).click();
  await seeStates();
  await seeFigures();
  expect(dashboard.complaints).toEqual([]);
});

/** Before the first call the overview tells how far one is, and leads to the next step, which opens its form. */
async function seeGuide(progress: string, next: string): Promise<void> {
  await page.getByRole('link', { name: 'Overview' }).click();
  const guide = page.getByRole('region', { name: 'To a first call' });
  await guide.getByText(progress).waitFor();
  expect(await guide.locator('[aria-current=step]').getByRole('link').innerText()).toBe(next);
  expect(await page.getByRole('region', { name: 'Calls by hour' }).count()).toBe(0);
  await page.getByRole('navigation').getByRole('link', { name: 'Trunks' }).click();
}

/** Afterwards it has the call: as a figure, as a bar and in the table, of which the bar is a picture. */
async function seeFigures(): Promise<void> {
  await page.getByRole('dialog').getByRole('button', { name: 'Close' }).click();
  await page.getByRole('link', { name: 'Overview' }).click();
  const figure = (name: string) => page.getByRole('group', { name });
  await figure('Calls, last 24 hours').getByText('1', { exact: true }).waitFor();
  await figure('Answered').getByText('100%').waitFor();
  await figure('Trunks').getByText('1 of 1').waitFor();
  await figure('Live calls').getByText('0', { exact: true }).waitFor();
  const hours = page.getByRole('region', { name: 'Calls by hour' });
  expect(await hours.locator('[data-total="1"]').count()).toBe(1);
  expect(
    await hours
      .getByRole('row')
      .filter({ hasText: /:00.*1.*1.*0.*0/ })
      .count(),
  ).toBe(1);
  expect(await page.getByRole('region', { name: 'To a first call' }).count()).toBe(0);
}

/** The panels of the trunk and of the extension tell what is and what was. */
async function seeStates(): Promise<void> {
  const dialog = page.getByRole('dialog');
  const history = dialog.getByRole('region', { name: 'History of the state' });
  await page.getByRole('link', { name: 'Trunks' }).click();
  await row('Lab carrier').getByRole('link').click();
  await dialog.getByRole('tab', { name: 'Health' }).click();
  await history.getByText('Registered').first().waitFor();
  await dialog.getByRole('button', { name: 'Close' }).click();
  await page.getByRole('link', { name: 'Extensions' }).click();
  await row('Ada Winter').getByRole('link').click();
  await dialog.getByRole('region', { name: `Phone at ${lab.slot.peer(0)}:${ports.sip}` }).waitFor();
  await history.getByText('Online').first().waitFor();
  // Between the two it may be offline once more, until the new phone answers.
  const turns = await history.getByText(/^(Online|Offline)$/).allInnerTexts();
  expect([turns[0], turns.at(-1)]).toEqual(['Online', 'Offline']);
}

/** An empty form says what it needs; a good one is live, and registered without a reload. */
async function createTrunk(): Promise<void> {
  await page.getByRole('link', { name: 'New trunk' }).click();
  await page.getByRole('button', { name: 'Create' }).click();
  await page.getByText('A password is required.').waitFor();
  expect(await field(page, 'Host').getAttribute('aria-invalid')).toBe('true');
  expect(await lab.api.get('/trunks')).toMatchObject({ items: [] });

  await field(page, 'Name').fill('Lab carrier');
  await field(page, 'Host').fill(lab.slot.carrier);
  await field(page, 'User name').fill(lab.carrierAccount.username);
  await page.getByLabel('Password', { exact: false }).and(page.locator('input')).fill(lab.carrierAccount.password);
  await page.getByRole('button', { name: 'Create' }).click();
  await page.getByText(/Lab carrier is live/).waitFor();
  await row('Lab carrier').getByText('Registered').waitFor();
  expect(await lab.carrier.hasRegistration()).toBe(true);
}

/** Its secret is shown once; the phone that comes back uses it. */
async function createExtension(): Promise<SippPhone> {
  await page.getByRole('link', { name: 'Extensions' }).click();
  await page.getByRole('link', { name: 'New extension' }).click();
  await field(page, 'Number').fill('1001');
  await field(page, 'Name').fill('Ada Winter');
  await page.getByRole('button', { name: 'Create' }).click();
  const username = await page.getByTestId('sip-username').inputValue();
  const secret = await page.getByTestId('sip-secret').inputValue();
  await page.getByRole('button', { name: 'Done' }).click();
  await row('Ada Winter').getByText('Offline').waitFor();
  expect(await page.content()).not.toContain(secret);

  const pbx = { address: lab.slot.pbx, port: ports.sip };
  return new SippPhone({ address: lab.slot.peer(0), pbx, username, secret });
}

async function createNumber(): Promise<void> {
  await page.getByRole('link', { name: 'Numbers' }).click();
  await page.getByRole('link', { name: 'New number' }).click();
  await field(page, 'Number').fill('+1 555 020 0001');
  await page.getByPlaceholder('Leads nowhere').click();
  await page.getByRole('option', { name: 'Extension', exact: true }).click();
  await page.getByRole('dialog').getByRole('combobox', { name: 'Extension' }).click();
  await page.getByRole('option', { name: /1001/ }).click();
  await page.getByRole('button', { name: 'Create' }).click();
  await row(did).getByText('1001 · Ada Winter').waitFor();
}
