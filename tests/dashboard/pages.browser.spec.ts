/**
 * Every page and panel by its address, in light and dark, wide and narrow: it shows what it is, needs no sideways
 * scrolling and makes the browser complain of nothing, the Content-Security-Policy of the API included. And what an account may not
 * do is not offered, with a friendly word where a page is opened all the same.
 */
import type { Principal } from '@trunkline/contracts';
import { anOffice, type LabStack, labStack, type Office } from '@trunkline/testing';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Dashboard, logIn, openDashboard } from './open-dashboard.js';

const pages = [
  { path: '/calls', heading: 'Live calls' },
  { path: '/history', heading: 'History' },
  { path: '/trunks', heading: 'Trunks' },
  { path: '/extensions', heading: 'Extensions' },
  { path: '/numbers', heading: 'Numbers' },
  { path: '/outbound-routes', heading: 'Outbound routes' },
  { path: '/settings', heading: 'Settings' },
  { path: '/revisions', heading: 'Revisions' },
  { path: '/users', heading: 'Users' },
  { path: '/sessions', heading: 'Sessions' },
  { path: '/api-keys', heading: 'API keys' },
  { path: '/audit-log', heading: 'Audit log' },
];
const panels: { resource: string; path: (office: Office) => string }[] = [
  { resource: 'a trunk', path: ({ trunk }) => `/trunks/${trunk.id}` },
  { resource: 'an extension', path: ({ ada }) => `/extensions/${ada.id}` },
  { resource: 'a number', path: ({ number }) => `/numbers/${number.id}` },
  { resource: 'an outbound route', path: ({ route }) => `/outbound-routes/${route.id}` },
  { resource: 'a revision', path: () => '/revisions/1' },
];
const forms = ['/trunks/new', '/extensions/new', '/numbers/new', '/outbound-routes/new', '/users/new', '/api-keys/new'];

let lab: LabStack;
let office: Office;
let dashboard: Dashboard;
let page: Page;

beforeAll(async () => {
  lab = await labStack({ slot: 63 });
  office = await anOffice(lab);
  dashboard = await openDashboard(lab);
  page = dashboard.page;
  await logIn(page, lab.adminPassword);
  await page.getByRole('heading', { name: 'Live calls' }).waitFor();
});

afterAll(async () => {
  await dashboard?.close();
  await lab?.stop();
});

const looks = [
  { colorScheme: 'light', width: 1280 },
  { colorScheme: 'dark', width: 1280 },
  { colorScheme: 'dark', width: 390 },
  { colorScheme: 'light', width: 390 },
] as const;

/** Goes through the looks on the page that is open. */
async function isFineInEveryLook(): Promise<void> {
  // All answers are there, so that nothing is added after the look at the width.
  await page.waitForLoadState('networkidle');
  for (const { colorScheme, width } of looks) {
    await page.emulateMedia({ colorScheme });
    await page.setViewportSize({ width, height: 844 });
    await page.locator(`html[data-mantine-color-scheme=${colorScheme}]`).waitFor();
    // The frame of the page moves to its new width; it must get there.
    const overhang = () => page.evaluate('document.documentElement.scrollWidth - innerWidth');
    await expect.poll(overhang, { message: `${colorScheme} at ${width} pixels`, timeout: 3000 }).toBe(0);
  }
  expect(dashboard.complaints).toEqual([]);
}

it.each(pages)('$path shows $heading', async ({ path, heading }) => {
  await page.goto(path);
  await page.getByRole('heading', { name: heading, level: 1 }).waitFor();
  await isFineInEveryLook();
});

it.each(forms)('%s has a label for every field', async (path) => {
  await page.goto(path);
  await page.getByRole('dialog').getByRole('button', { name: 'Create' }).waitFor();
  await everyFieldHasALabel();
  await isFineInEveryLook();
});

it.each(panels)('the panel of $resource has a label for every field', async ({ resource, path }) => {
  await page.goto(path(office));
  await page
    .getByRole('dialog')
    .getByRole('button', { name: resource === 'a revision' ? 'Roll back' : 'Save' })
    .waitFor();
  await everyFieldHasALabel();
  await isFineInEveryLook();
});

async function everyFieldHasALabel(): Promise<void> {
  const fields = page.getByRole('dialog').locator('input:not([type=hidden]), select, textarea');
  for (const field of await fields.all()) {
    const named = await field.evaluate((element) => {
      const input = element as unknown as { labels: ArrayLike<unknown> | null; ariaLabel: string | null };
      return (input.labels?.length ?? 0) > 0 || Boolean(input.ariaLabel);
    });
    expect(named, await field.evaluate((element) => element.outerHTML)).toBe(true);
  }
}

it('the description of the API at /docs is a page that works', async () => {
  await page.goto('/docs');
  await page.getByRole('heading', { name: /Trunkline/ }).waitFor();
  await page.getByText('/api/v1/trunks', { exact: true }).first().waitFor();
  await page.waitForLoadState('networkidle');
  expect(dashboard.complaints).toEqual([]);
});

it('an address that does not exist says so', async () => {
  await page.goto('/nowhere');
  await page.getByRole('heading', { name: 'There is no such page' }).waitFor();
});

it('given an account that may only read, then nothing is offered to change and what is not its own is kindly refused', async () => {
  await page.setViewportSize({ width: 1280, height: 800 });
  await page.route('**/api/v1/session', async (route) => {
    const principal = (await (await route.fetch()).json()) as Principal;
    await route.fulfill({ json: { ...principal, permissions: ['config:read', 'records:read'] } });
  });
  await page.goto('/trunks');
  await page.getByRole('heading', { name: 'Trunks' }).waitFor();
  await page.getByRole('row').nth(1).waitFor();
  expect(await page.getByRole('link', { name: 'New trunk' }).count()).toBe(0);
  expect(await page.getByRole('link', { name: 'API keys' }).count()).toBe(0);
  await page.getByRole('row').nth(1).getByRole('link').click();
  await page.getByText('You can look at this but not change it.').waitFor();
  expect(await page.getByRole('button', { name: 'Save' }).count()).toBe(0);
  await page.goto('/settings');
  await page.getByText('You can look at this but not change it.').waitFor();
  expect(await page.getByLabel('Public address').isDisabled()).toBe(true);
  expect(await page.getByRole('button', { name: 'Save' }).count()).toBe(0);

  for (const path of ['/api-keys', '/calls']) {
    await page.goto(path);
    await page.getByRole('heading', { name: 'This page is not for your account' }).waitFor();
  }
  await page.unroute('**/api/v1/session');
  expect(dashboard.complaints).toEqual([]);
});

it('given the session ended elsewhere, then the login shows and leads back to the same place', async () => {
  await page.goto('/history?direction=inbound');
  await page.getByRole('heading', { name: 'History' }).waitFor();
  // Both in the page, one right after the other: the live connection may notice the end of the session before we do.
  const refresh =
    "[...document.querySelectorAll('button')].find((button) => button.textContent === 'Refresh')?.click()";
  await page.evaluate(`fetch('/api/v1/session', { method: 'DELETE' }).then(() => { ${refresh} })`);
  await page.getByText('Your session has ended.').waitFor();
  await logIn(page, lab.adminPassword);
  await page.getByRole('heading', { name: 'History' }).waitFor();
  expect(page.url()).toContain('/history?direction=inbound');
});
