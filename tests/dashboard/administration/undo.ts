/**
 * A deletion taken back: at once, from the notification and with the keyboard alone, so that the phone of an extension
 * registers with the password it has; or later, from what was deleted recently, which says what is in the way.
 */
import type { ExtensionWithSecret, Trunk } from '@trunkline/contracts';
import { ports } from '@trunkline/local-runtime';
import { anExtension, aTrunk, create, SippPhone } from '@trunkline/testing';
import { expect, it } from 'vitest';
import type { SharedDashboard } from '../shared-dashboard.js';

/** The tests of undoing a deletion. */
export function undoTests(at: SharedDashboard): void {
  const row = (name: string) => at.page.getByRole('row').filter({ hasText: name });
  const button = (name: string) => at.page.getByRole('button', { name, exact: true });
  /** Deletes what the panel that is open shows. */
  const deleteIt = async (question: string) => {
    await at.page.getByRole('dialog').getByRole('button', { name: 'Delete' }).click();
    await at.page.getByRole('dialog', { name: question }).getByRole('button', { name: 'Delete' }).click();
  };

  it('given a deleted extension, when that is undone with the keyboard, then its phone registers as before', async () => {
    const made = await create<ExtensionWithSecret>(
      at.lab,
      '/extensions',
      anExtension({ number: '1301', name: 'Undo' }),
    );
    await at.open(`/extensions/${made.id}`);
    await deleteIt('Delete 1301 Undo?');
    const toast = at.page.getByRole('alert').filter({ hasText: '1301 Undo is deleted.' });
    await toast.waitFor();
    await row('1301').waitFor({ state: 'detached' });
    expect(await at.lab.api.get(`/deleted-resources?id=${made.id}`)).toMatchObject({ items: [{ name: '1301 Undo' }] });

    await toast.getByRole('button', { name: 'Undo' }).focus();
    await at.page.keyboard.press('Enter');
    await at.page.getByText('1301 Undo is back.').waitFor();
    await row('1301').waitFor();
    await toast.waitFor({ state: 'detached' });
    const phone = new SippPhone({
      address: at.lab.slot.peer(1),
      pbx: { address: at.lab.slot.pbx, port: ports.sip },
      username: made.sipUsername,
      secret: made.secret,
    });
    await phone.register();
    await phone.register(0);
    expect(at.dashboard.complaints).toEqual([]);
  });

  it('given its name is taken meanwhile, then restoring says so and what to do, and works once it is free', async () => {
    const first = await create<Trunk>(at.lab, '/trunks', aTrunk({ name: 'Restored', host: '127.0.155.78' }));
    await at.lab.api.delete(`/trunks/${first.id}?wait=applied`);
    const other = await create<Trunk>(at.lab, '/trunks', aTrunk({ name: 'Restored', host: '127.0.155.79' }));
    await at.open('/trunks');
    await at.page.getByRole('main').getByRole('link', { name: 'Recently deleted' }).click();
    await at.page.getByRole('heading', { name: 'Recently deleted', level: 1 }).waitFor();
    expect(await row('1301').count()).toBe(0);
    await button('Restore Restored').click();
    const refusal = at.page.getByRole('alert').filter({ hasText: 'Restored could not be restored' });
    await refusal.getByText('Another trunk has this name: Restored.').waitFor();
    await refusal.getByText('Change what is in the way').waitFor();

    await at.lab.api.patch(`/trunks/${other.id}?wait=applied`, { name: 'Renamed' });
    await button('Restore Restored').click();
    await at.page.getByText('Restored is back.').waitFor();
    await at.page.getByRole('heading', { name: 'Nothing was deleted' }).waitFor();
    expect(await at.lab.api.get(`/trunks/${first.id}`)).toMatchObject({ name: 'Restored', hasPassword: true });
    expect(at.dashboard.complaints).toEqual([]);
  });
}
