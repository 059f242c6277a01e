/**
 * The live page while something goes wrong or is done to a call: it hangs up, it says since when it is not live when
 * the agent or the API is away, and it is live again by itself.
 */
import { anOffice, type LabStack, labStack, type Office } from '@trunkline/testing';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { type Dashboard, logIn, openDashboard } from './open-dashboard.js';

let lab: LabStack;
let office: Office;
let dashboard: Dashboard;
let page: Page;

const live = () => page.locator('[data-testid=live-status][data-status=live]').waitFor();

beforeAll(async () => {
  lab = await labStack({ slot: 64 });
  office = await anOffice(lab);
  dashboard = await openDashboard(lab, '/calls');
  page = dashboard.page;
  await logIn(page, lab.adminPassword);
});

beforeEach(live);

afterAll(async () => {
  await dashboard?.close();
  await lab?.stop();
});

it('when a call is hung up on the page, then it ends for both sides', async () => {
  const callee = await office.adasPhone.answer({ by: 'caller' });
  const placed = await lab.carrier.callIn({ number: office.number.number, callerNumber: '+15550109002' });
  const row = page.getByRole('row').filter({ hasText: '+15550109002' });
  await row.getByText('Connected').waitFor();
  await row.getByRole('button', { name: /Hang up/ }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Hang up' }).click();
  expect(await placed.ended).toMatchObject({ answered: true });
  expect(await callee.done).toMatchObject({ successful: 1 });
  await row.getByText('Ended').waitFor();
});

it('given the agent stands still, then the page says since when it is not live, and is live again by itself', async () => {
  await lab.parts.agent.pause();
  await page
    .getByTestId('not-live')
    .getByText(/Not live since \d/)
    .waitFor();
  expect(await page.getByTestId('live-status').getAttribute('data-status')).toBe('stale');
  await lab.parts.agent.resume();
  await live();
  expect(await page.getByTestId('not-live').count()).toBe(0);
});

it('given the API is away, then the page says so and comes back by itself', async () => {
  await lab.parts.api.stop();
  await page.locator('[data-testid=live-status][data-status=disconnected]').waitFor();
  await page.getByTestId('not-live').waitFor();
  await lab.parts.api.start();
  await live();
});
