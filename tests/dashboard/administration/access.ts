/**
 * Who may log in, seen by the administrator: adds a user, finds that in the audit log with its secret hidden, sees and
 * ends a session, and changes his own password. The browser complains of nothing, the Content-Security-Policy included.
 */
import { beforeAll, expect, it } from 'vitest';
import { field, openBeside, postAsUser } from '../open-dashboard.js';
import type { SharedDashboard } from '../shared-dashboard.js';

/** The tests of users, sessions, keys and the audit log. */
export function accessTests(at: SharedDashboard): void {
  beforeAll(() => at.open('/calls'));

  it('given a new user, then he is listed, and the audit log has who added him but not his password', async () => {
    const { page } = at;
    await page.getByRole('link', { name: 'Users' }).click();
    await page.getByRole('link', { name: 'New user' }).click();
    await field(page, 'User name').fill('Ada');
    await field(page, 'Password').fill('short');
    await page.getByRole('button', { name: 'Create' }).click();
    await page.getByText('Must have at least 10 characters').waitFor();
    await field(page, 'Password').fill('a long enough password');
    await page.getByRole('button', { name: 'Create' }).click();
    await page.getByText('ada is saved.').waitFor();
    await page.getByRole('row').filter({ hasText: 'ada' }).getByText('Operator').waitFor();
    await page.getByRole('link', { name: 'Audit log' }).click();
    // The list of users has a row of this name, too.
    await page.getByRole('heading', { name: 'Audit log' }).waitFor();
    await page.getByRole('row').filter({ hasText: 'ada' }).getByRole('link').click();
    await page.getByRole('dialog').getByText('"passwordHash": "••••').waitFor();
    expect(await page.getByRole('dialog').innerText()).not.toContain('argon2');
    await page.getByRole('dialog').getByRole('button', { name: 'Close' }).click();
    expect(at.dashboard.complaints).toEqual([]);
  });

  it('when the audit log is filtered, then only what fits is listed, it says so when nothing does, and the address says it all in a fresh tab', async () => {
    const { page } = at;
    const rows = page.getByRole('row');
    await page.getByRole('combobox', { name: 'What happened' }).click();
    await page.getByRole('option', { name: 'Created' }).click();
    await page.getByRole('combobox', { name: 'Kind of thing' }).click();
    await page.getByRole('option', { name: 'User', exact: true }).click();
    const others = rows.filter({ has: page.getByRole('cell') }).filter({ hasNotText: 'Created · user' });
    await rows.filter({ hasText: 'ada' }).waitFor();
    await others.first().waitFor({ state: 'detached' });

    await page.getByRole('searchbox', { name: 'Person, thing or id' }).fill('ada');
    await rows.nth(2).waitFor({ state: 'detached' });
    await page.getByLabel('From').fill('2100-01-01T00:00');
    await page.getByRole('heading', { name: 'Nothing found' }).waitFor();
    await page.getByLabel('From').fill('2020-01-01T00:00');
    await rows.filter({ hasText: 'ada' }).waitFor();
    await rows.filter({ hasText: 'ada' }).getByRole('link').click();
    await page.getByRole('dialog', { name: 'Created: ada' }).waitFor();

    const storageState = await page.context().storageState();
    const fresh = await openBeside(page, at.lab, page.url(), { storageState });
    const panel = fresh.page.getByRole('dialog', { name: 'Created: ada' });
    await panel.getByText('"username": "ada"').waitFor();
    await panel.getByRole('button', { name: 'Close' }).click();
    await fresh.page.getByRole('row').filter({ hasText: 'ada' }).waitFor();
    expect(await fresh.page.getByRole('row').count()).toBe(2);
    expect(await fresh.page.getByRole('combobox', { name: 'What happened' }).inputValue()).toBe('Created');
    expect(await fresh.page.getByRole('searchbox', { name: 'Person, thing or id' }).inputValue()).toBe('ada');
    expect(await fresh.page.getByLabel('From').inputValue()).toBe('2020-01-01T00:00');
    expect(fresh.complaints).toEqual([]);
    await fresh.close();
    await page.getByRole('dialog').getByRole('button', { name: 'Close' }).click();
    expect(at.dashboard.complaints).toEqual([]);
  });

  it('given a filter of it that was saved, then it comes back when the log is opened, and an entry stays open', async () => {
    const { page } = at;
    const menu = (name: string) => page.getByRole('main').getByRole('button', { name, exact: true });
    const address = () => new URL(page.url()).pathname + new URL(page.url()).search;
    await at.open('/audit-log?action=create&kind=user');
    await menu('Saved filters').click();
    await page.getByRole('menuitem', { name: 'Save this filter…' }).click();
    await page.getByRole('dialog').getByLabel('Name of the filter').fill('New users');
    await page.getByRole('dialog').getByLabel('Open the list with this filter').check();
    await page.getByRole('dialog').getByRole('button', { name: 'Save' }).click();
    await menu('New users').waitFor();
    await page.getByRole('button', { name: 'Clear filters' }).click();
    await menu('Saved filters').waitFor();
    expect(address()).toBe('/audit-log');

    await at.open('/audit-log');
    await expect.poll(address).toBe('/audit-log?action=create&kind=user');
    await page.getByRole('row').filter({ hasText: 'ada' }).waitFor();
    await at.open('/audit-log/1');
    await expect.poll(address).toBe('/audit-log/1?action=create&kind=user');
    await page.getByRole('dialog').getByText('Before').waitFor();
    await menu('New users').waitFor();
    await page.getByRole('dialog').getByRole('button', { name: 'Close' }).click();
    expect(at.dashboard.complaints).toEqual([]);
  });

  it('given a key that expires, then it opens the API until then and is shown as expired after', async () => {
    const { page } = at;
    const { url } = at.dashboard;
    await page.getByRole('link', { name: 'API keys' }).click();
    await page.getByRole('link', { name: 'New key' }).click();
    await field(page, 'Name').fill('Wallboard');
    await page.getByLabel('Expires').fill('2001-01-01T00:00');
    await page.getByRole('button', { name: 'Create' }).click();
    await page.getByText('must be in the future').waitFor();
    await page.getByLabel('Expires').fill('2100-01-01T00:00');
    await page.getByRole('button', { name: 'Create' }).click();
    const key = await page.getByTestId('api-key').inputValue();
    await page.getByRole('button', { name: 'Done' }).click();
    const row = page.getByRole('row').filter({ hasText: 'Wallboard' });
    await row.getByText(/^in \d+ years$/).waitFor();
    const asked = await fetch(`${url}/api/v1/trunks`, { headers: { authorization: `Bearer ${key}` } });
    expect(asked.status).toBe(200);
    expect(await row.getByText('Expired').count()).toBe(0);

    const soon = new Date(Date.now() + 2000).toISOString();
    await postAsUser(at.dashboard, '/api-keys', { name: 'Nightly job', permissions: ['config:read'], expiresAt: soon });
    await page.reload();
    await page.getByRole('row').filter({ hasText: 'Nightly job' }).getByText('Expired').waitFor();
    expect(at.dashboard.complaints).toEqual([]);
  });

  it('given a session elsewhere, then it can be ended here', async () => {
    const { page } = at;
    const { url } = at.dashboard;
    const elsewhere = await fetch(`${url}/api/v1/session`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'user-agent': 'another browser' },
      body: JSON.stringify({ username: 'ada', password: 'a long enough password' }),
    });
    const cookie = String(elsewhere.headers.get('set-cookie')).split(';')[0] ?? '';
    await page.getByRole('link', { name: 'Sessions' }).click();
    await page.getByRole('row').filter({ hasText: 'another browser' }).getByRole('button', { name: 'End' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'End' }).click();
    await page.getByText('The session is ended.').waitFor();
    expect((await fetch(`${url}/api/v1/session`, { headers: { cookie } })).status).toBe(401);
    expect(at.dashboard.complaints).toEqual([]);
  });

  it('given a new password, then it counts from then on', async () => {
    const { page } = at;
    const { url } = at.dashboard;
    await page.getByRole('button', { name: 'Account of admin' }).click();
    await page.getByRole('menuitem', { name: 'Change password' }).click();
    await field(page, 'Present password').fill(at.lab.adminPassword);
    await field(page, 'New password').fill('quite another password');
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByText('Your password is changed.').waitFor();
    const login = (password: string) =>
      fetch(`${url}/api/v1/session`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ username: 'admin', password }),
      });
    expect([(await login(at.lab.adminPassword)).status, (await login('quite another password')).status]).toEqual([
      401, 200,
    ]);
    expect(at.dashboard.complaints).toEqual([]);
  });
}
