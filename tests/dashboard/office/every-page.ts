/**
 * Every page and panel by its address, in light and dark, wide and narrow: it shows what it is, needs no sideways
 * scrolling and makes the browser complain of nothing, the Content-Security-Policy of the API included. And what an account may not
 * do is not offered, with a friendly word where a page is opened all the same.
 */
import type { Principal, Webhook } from '@trunkline/contracts';
import type { Office } from '@trunkline/testing';
import { beforeAll, expect, it } from 'vitest';
import { logIn } from '../open-dashboard.js';
import type { SharedDashboard } from '../shared-dashboard.js';

const pages = [
  { path: '/', heading: 'Overview' },
  { path: '/calls', heading: 'Live calls' },
  { path: '/history', heading: 'History' },
  { path: '/trunks', heading: 'Trunks' },
  { path: '/extensions', heading: 'Extensions' },
  { path: '/numbers', heading: 'Numbers' },
  { path: '/outbound-routes', heading: 'Outbound routes' },
  { path: '/settings', heading: 'Settings' },
  { path: '/revisions', heading: 'Revisions' },
  { path: '/deleted', heading: 'Recently deleted' },
  { path: '/system', heading: 'System health' },
  { path: '/users', heading: 'Users' },
  { path: '/sessions', heading: 'Sessions' },
  { path: '/api-keys', heading: 'API keys' },
  { path: '/audit-log', heading: 'Audit log' },
  { path: '/webhooks', heading: 'Webhooks' },
];
const panels: { resource: string; path: (office: Office, webhook: Webhook) => string; button?: string }[] = [
  { resource: 'a trunk', path: ({ trunk }) => `/trunks/${trunk.id}` },
  { resource: 'an extension', path: ({ ada }) => `/extensions/${ada.id}` },
  { resource: 'a number', path: ({ number }) => `/numbers/${number.id}` },
  { resource: 'an outbound route', path: ({ route }) => `/outbound-routes/${route.id}` },
  { resource: 'a revision', path: () => '/revisions/1', button: 'Roll back' },
  { resource: 'a webhook', path: (_, { id }) => `/webhooks/${id}`, button: 'Send a test' },
];
const forms = [
  '/trunks/new',
  '/extensions/new',
  '/numbers/new',
  '/outbound-routes/new',
  '/users/new',
  '/api-keys/new',
  '/webhooks/new',
];

const looks = [
  { colorScheme: 'light', width: 1280 },
  { colorScheme: 'dark', width: 1280 },
  { colorScheme: 'dark', width: 390 },
  { colorScheme: 'light', width: 390 },
] as const;

/** By how much the page, or a panel on it, is wider than what is seen of it. */
export const overhang =
  "[document.documentElement, ...document.querySelectorAll('[role=dialog]')].reduce((sum, { scrollWidth, clientWidth }) => sum + scrollWidth - clientWidth, 0)";

/** The tests that every page and panel has to pass. */
export function everyPageTests(at: SharedDashboard): void {
  let webhook: Webhook;

  beforeAll(async () => {
    const url = `http://127.0.0.1:65000/${'a-path-that-is-longer-than-a-phone-is-wide-'.repeat(3)}`;
    webhook = await at.lab.api.post<Webhook>('/webhooks', { url, events: ['webhook.*'] });
    await at.open('/calls');
  });

  it.each(pages)('$path shows $heading', async ({ path, heading }) => {
    await at.page.goto(path);
    await at.page.getByRole('heading', { name: heading, level: 1 }).waitFor();
    await isFineInEveryLook();
  });

  it.each(forms)('%s has a label for every field', async (path) => {
    await at.page.goto(path);
    await at.page.getByRole('dialog').getByRole('button', { name: 'Create' }).waitFor();
    await everyFieldHasALabel();
    await isFineInEveryLook();
  });

  it.each(panels)('the panel of $resource has a label for every field', async ({ path, button = 'Save' }) => {
    await at.page.goto(path(at.office, webhook));
    await at.page.getByRole('dialog').getByRole('button', { name: button }).waitFor();
    await everyFieldHasALabel();
    await isFineInEveryLook();
  });

  async function everyFieldHasALabel(): Promise<void> {
    const fields = at.page.getByRole('dialog').locator('input:not([type=hidden]), select, textarea');
    for (const field of await fields.all()) {
      const named = await field.evaluate((element) => {
        const input = element as unknown as { labels: ArrayLike<unknown> | null; ariaLabel: string | null };
        return (input.labels?.length ?? 0) > 0 || Boolean(input.ariaLabel);
      });
      expect(named, await field.evaluate((element) => element.outerHTML)).toBe(true);
    }
  }

  it('the description of the API at /docs is a page that works', async () => {
    await at.page.goto('/docs');
    await at.page.getByRole('heading', { name: /Trunkline/ }).waitFor();
    await at.page.getByText('/api/v1/trunks', { exact: true }).first().waitFor();
    await at.page.waitForLoadState('networkidle');
    expect(at.dashboard.complaints).toEqual([]);
  });

  it('an address that does not exist says so', async () => {
    await at.page.goto('/nowhere');
    await at.page.getByRole('heading', { name: 'There is no such page' }).waitFor();
  });

  it('given an account that may only read, then nothing is offered to change and what is not its own is kindly refused', async () => {
    await at.page.setViewportSize({ width: 1280, height: 800 });
    await at.page.route('**/api/v1/session', async (route) => {
      const principal = (await (await route.fetch()).json()) as Principal;
      await route.fulfill({ json: { ...principal, permissions: ['config:read', 'records:read'] } });
    });
    await at.page.goto('/trunks');
    await at.page.getByRole('heading', { name: 'Trunks' }).waitFor();
    await at.page.getByRole('row').nth(1).waitFor();
    expect(await at.page.getByRole('link', { name: 'New trunk' }).count()).toBe(0);
    expect(await at.page.getByRole('link', { name: 'API keys' }).count()).toBe(0);
    await at.page.getByRole('row').nth(1).getByRole('link').click();
    await at.page.getByText('You can look at this but not change it.').waitFor();
    expect(await at.page.getByRole('button', { name: 'Save' }).count()).toBe(0);
    await at.page.goto('/settings');
    await at.page.getByText('You can look at this but not change it.').waitFor();
    expect(await at.page.getByLabel('Public address').isDisabled()).toBe(true);
    expect(await at.page.getByRole('button', { name: 'Save' }).count()).toBe(0);

    for (const path of ['/api-keys', '/calls']) {
      await at.page.goto(path);
      await at.page.getByRole('heading', { name: 'This page is not for your account' }).waitFor();
    }
    await at.page.unroute('**/api/v1/session');
    expect(at.dashboard.complaints).toEqual([]);
  });

  it('given the session ended elsewhere, then the login shows and leads back to the same place', async () => {
    await at.page.goto('/history?direction=inbound');
    await at.page.getByRole('heading', { name: 'History' }).waitFor();
    // Both in the page, one right after the other: the live connection may notice the end of the session before we do.
    const refresh =
      "[...document.querySelectorAll('button')].find((button) => button.textContent === 'Refresh')?.click()";
    await at.page.evaluate(`fetch('/api/v1/session', { method: 'DELETE' }).then(() => { ${refresh} })`);
    await at.page.getByText('Your session has ended.').waitFor();
    await logIn(at.page, at.lab.adminPassword);
    await at.page.getByRole('heading', { name: 'History' }).waitFor();
    expect(at.page.url()).toContain('/history?direction=inbound');
  });

  /** Goes through the looks on the page that is open. */
  async function isFineInEveryLook(): Promise<void> {
    // All answers are there, so that nothing is added after the look at the width.
    await at.page.waitForLoadState('networkidle');
    for (const { colorScheme, width } of looks) {
      await at.page.emulateMedia({ colorScheme });
      await at.page.setViewportSize({ width, height: 844 });
      await at.page.locator(`html[data-mantine-color-scheme=${colorScheme}]`).waitFor();
      // The frame of the page moves to its new width; it must get there.
      await expect
        .poll(() => at.page.evaluate(overhang), { message: `${colorScheme} at ${width} pixels`, timeout: 3000 })
        .toBe(0);
    }
    expect(at.dashboard.complaints).toEqual([]);
  }
}
