/**
 * Who is not the usual visitor of a page: a program's developer at the description of the API, an account that may read some
 * things and change none, and one whose session ends elsewhere.
 */
import type { Principal } from '@trunkline/contracts';
import { beforeAll, expect, it } from 'vitest';
import { logIn } from '../open-dashboard.js';
import type { SharedDashboard } from '../shared-dashboard.js';

/** The tests of those visitors. */
export function visitorTests(at: SharedDashboard): void {
  beforeAll(() => at.open('/calls'));

  it('the description of the API at /docs is a page that works', async () => {
    await at.page.goto('/docs');
    await at.page.getByRole('heading', { name: /Trunkline/ }).waitFor();
    // The page makes what is in sight, and the rest as one scrolls.
    await at.page.getByText('/api/v1/announcements', { exact: true }).first().waitFor();
    await at.page.waitForLoadState('networkidle');
    expect(at.dashboard.complaints).toEqual([]);
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
}
