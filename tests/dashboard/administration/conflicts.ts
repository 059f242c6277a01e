/**
 * Two people change the same thing: what only one of them touched is merged, what both touched is chosen, field by
 * field; what a third does meanwhile is a conflict again. And one deletes what the other has open.
 */
import type { Extension, Settings, Trunk, User } from '@trunkline/contracts';
import { anExtension, aTrunk, create } from '@trunkline/testing';
import { expect, it } from 'vitest';
import { field } from '../open-dashboard.js';
import type { SharedDashboard } from '../shared-dashboard.js';

/** The tests of conflicts. */
export function conflictTests(at: SharedDashboard): void {
  const button = (name: string) => at.page.getByRole('button', { name, exact: true });
  const dialog = (name: string) => at.page.getByRole('dialog', { name });
  /** No API key may manage users: with the session of the page. */
  const asUser = async <T>(method: string, path: string, data?: object): Promise<T> => {
    const { page, url } = at.dashboard;
    const headers = { origin: url };
    const answer = await page.request.fetch(`${url}/api/v1${path}`, { method, headers, ...(data ? { data } : {}) });
    return (await answer.json()) as T;
  };
  const trunkOf = (id: string) => at.lab.api.get<Trunk>(`/trunks/${id}`);

  it('given both changed a trunk, then it is saved merged, as chosen, and a third change is asked about again', async () => {
    const { page } = at;
    const { id } = await create<Trunk>(at.lab, '/trunks', aTrunk({ name: 'Shared', host: '127.0.155.80' }));
    await at.open(`/trunks/${id}`);
    await field(page, 'From user').fill('mine');
    await field(page, 'Caller ID').fill('+15550100001');
    await at.lab.api.patch(`/trunks/${id}`, { fromUser: 'theirs', port: 5090, codecs: ['alaw'] });
    await button('Save').click();
    const merge = dialog('Changed meanwhile: Shared');
    await merge.getByText(/^API key .* changed it|changed it, /).waitFor();
    const card = (name: string) => merge.locator('[data-field]').filter({ hasText: name });
    const group = merge.getByRole('radiogroup', { name: 'From user' });
    expect(await group.getByRole('radio', { checked: true }).count()).toBe(0);
    await card('From user').getByText('Before: (empty)').waitFor();
    const merged = merge.getByRole('region', { name: 'Merged by itself' }).getByRole('listitem');
    expect((await merged.allInnerTexts()).map((text) => text.split('\n')[0]).sort()).toEqual([
      'Caller ID',
      'Codecs',
      'Port',
    ]);
    await merged.filter({ hasText: 'Codecs' }).getByText('G.711 µ-law, G.711 A-law').waitFor();

    // With the keyboard alone: nothing is chosen, so it asks, at the field.
    await merge.getByRole('button', { name: 'Save merged' }).press('Enter');
    await card('From user').getByText('Choose one of the two.').waitFor();
    await page.keyboard.press('Space');
    expect(await group.getByRole('radio', { name: 'Yours: mine' }).isChecked()).toBe(true);
    await at.lab.api.patch(`/trunks/${id}`, { callerId: '+15550100009' });
    await merge.getByRole('button', { name: 'Save merged' }).click();

    const again = merge.getByRole('radiogroup', { name: 'Caller ID' });
    await again.waitFor();
    await again.getByRole('radio', { name: 'Theirs: +15550100009' }).click();
    expect(await group.count()).toBe(0);
    await merge.getByRole('button', { name: 'Save merged' }).click();
    await page.getByText(/Shared is live/).waitFor();
    expect(await trunkOf(id)).toMatchObject({
      ...{ fromUser: 'mine', callerId: '+15550100009', port: 5090, codecs: ['alaw'], hasPassword: true },
    });
    expect(at.dashboard.complaints).toEqual([]);
  });

  it('given both changed a user, who has no revision, then that is merged too', async () => {
    const { page } = at;
    const user = { username: 'shared', role: 'viewer', password: 'a long enough password' };
    const { id } = await asUser<User>('POST', '/users', user);
    await at.open(`/users/${id}`);
    await field(page, 'User name').fill('renamed');
    await asUser('PATCH', `/users/${id}`, { enabled: false });
    await button('Save').click();
    const merge = dialog('Changed meanwhile: shared');
    await merge.getByRole('listitem').filter({ hasText: 'May log in' }).getByText('Their change').waitFor();
    await merge.getByRole('button', { name: 'Save merged' }).click();
    await page.getByText('renamed is saved.').waitFor();
    expect(await asUser('GET', `/users/${id}`)).toMatchObject({ username: 'renamed', enabled: false });
    expect(at.dashboard.complaints).toEqual([]);
  });

  it('given only its secret was renewed meanwhile, then it is saved without a question', async () => {
    const { page } = at;
    const { id } = await create<Extension>(at.lab, '/extensions', anExtension({ number: '1302', name: 'Eva' }));
    await at.open(`/extensions/${id}`);
    await field(page, 'Name').fill('Eva Maier');
    await at.lab.api.send('POST', `/extensions/${id}/secret`);
    await button('Save').click();
    await page.getByText(/1302 Eva Maier is live/).waitFor();
    expect(await dialog('Changed meanwhile: 1302 Eva').count()).toBe(0);
    expect(at.dashboard.complaints).toEqual([]);
  });

  it('given a conflict that is put off, then what was typed is still there', async () => {
    await at.open('/settings');
    await field(at.page, 'Country').fill('AT');
    await at.lab.api.patch<Settings>('/settings', { country: 'CH' });
    await button('Save').click();
    const merge = dialog('Changed meanwhile: Settings');
    await merge.getByRole('radio', { name: 'Theirs: CH' }).waitFor();
    await merge.getByRole('button', { name: 'Back to my form' }).click();
    expect(await field(at.page, 'Country').inputValue()).toBe('AT');
    await button('Save').click();
    await merge.getByRole('radio', { name: 'Theirs: CH' }).click();
    await merge.getByRole('button', { name: 'Save merged' }).click();
    await merge.waitFor({ state: 'detached' });
    await expect.poll(() => field(at.page, 'Country').inputValue()).toBe('CH');
    expect(at.dashboard.complaints).toEqual([]);
  });

  it('given it was deleted meanwhile, then what was typed is kept, and saved once it is restored', async () => {
    const { page } = at;
    const { id } = await create<Trunk>(at.lab, '/trunks', aTrunk({ name: 'Gone', host: '127.0.155.81' }));
    await at.open(`/trunks/${id}`);
    await field(page, 'From user').fill('kept');
    await at.lab.api.delete(`/trunks/${id}?wait=applied`);
    await button('Save').click();
    const note = page.getByRole('alert').filter({ hasText: 'Gone was deleted meanwhile' });
    await note.getByText(/^Deleted by /).waitFor();
    expect(await field(page, 'From user').inputValue()).toBe('kept');
    await note.getByRole('button', { name: 'Restore' }).click();
    await page.getByText('Gone is back.').waitFor();
    await note.waitFor({ state: 'detached' });
    await button('Save').click();
    await page.getByText(/Gone is live/).waitFor();
    expect(await trunkOf(id)).toMatchObject({ fromUser: 'kept', hasPassword: true });
    expect(at.dashboard.complaints).toEqual([]);
  });
}
