/**
 * A change seen before it is saved, what a revision changed in Asterisk's files, and the way back: rolled back by the
 * administrator, refused where something is in the way, not offered to a viewer. What Asterisk refuses is marked. No
 * password shows anywhere.
 */
import type { Extension, Trunk } from '@trunkline/contracts';
import { aNumber, anExtension, aTrunk, create } from '@trunkline/testing';
import { beforeAll, expect, it } from 'vitest';
import { field, openBeside, postAsUser } from '../open-dashboard.js';
import type { SharedDashboard } from '../shared-dashboard.js';

/** The tests of reviews, revisions and what Asterisk refuses. The agent of the lab is one with faults. */
export function revisionTests(at: SharedDashboard): void {
  let trunk: Trunk;
  /** The revision that changed the trunk's port. */
  let changed: number;

  beforeAll(async () => {
    trunk = await create<Trunk>(at.lab, '/trunks', aTrunk({ host: '127.0.155.77', password: 'not-to-be-seen' }));
    await at.open(`/trunks/${trunk.id}`);
  });

  it('given a change that is not saved, then its review shows what Asterisk would get, and saves nothing', async () => {
    const { page } = at;
    await field(page, 'Port').fill('5070');
    await field(page, 'Password').fill('also-not-to-be-seen');
    await page.getByRole('button', { name: 'Review changes' }).click();
    const review = page.getByRole('dialog', { name: 'What saving would change' });
    await review.getByText('contact = sip:127.0.155.77:5070').waitFor();
    await review.getByText('password = •••• (changed)').waitFor();
    await review.getByText('Registers anew').waitFor();
    expect(await review.innerText()).not.toContain('not-to-be-seen');

    await review.getByRole('button', { name: 'Close' }).click();
    expect(await at.lab.api.get<Trunk>(`/trunks/${trunk.id}`)).toMatchObject({ port: 5060, revision: trunk.revision });
  });

  it('given a revision, then its panel shows the diff, and rolling it back brings back what was', async () => {
    const { page } = at;
    changed = (await at.lab.api.patch<Trunk>(`/trunks/${trunk.id}?wait=applied`, { port: 5090 })).revision;
    await page.goto('/revisions');
    await page.getByRole('link', { name: 'updated trunk Carrier' }).click();
    await page.waitForURL(`**/revisions/${changed}`);
    const panel = page.getByRole('dialog', { name: `Revision ${changed}` });
    const lines = panel.getByRole('region', { name: 'Changed lines of pjsip_aor.conf' });
    await lines.getByText('contact = sip:127.0.155.77:5090').waitFor();
    expect(await lines.innerText()).toMatch(/−\s*Removed:\s*contact = sip:127\.0\.155\.77:5060/);

    await panel.getByRole('button', { name: 'Roll back' }).click();
    await page
      .getByRole('dialog', { name: `Roll back revision ${changed}?` })
      .getByRole('button', { name: 'Roll back' })
      .click();
    await page.getByText(`The rollback of revision ${changed} is live (revision ${changed + 1}).`).waitFor();
    await page.waitForURL(`**/revisions/${changed + 1}`);
    await page
      .getByRole('dialog', { name: `Revision ${changed + 1}` })
      .getByRole('link', { name: `Revision ${changed}` })
      .waitFor();
    expect(await at.lab.api.get<Trunk>(`/trunks/${trunk.id}`)).toMatchObject({ port: 5060, revision: changed + 1 });
    expect(at.dashboard.complaints).toEqual([]);
  });

  it('given what a revision made is in use, then the rollback is refused and says by what', async () => {
    const { page } = at;
    const extension = anExtension({ number: '1002', name: 'Ben' });
    const { id, revision } = await create<Extension>(at.lab, '/extensions', extension);
    const destination = { type: 'extension', extensionId: id } as const;
    await create(at.lab, '/numbers', aNumber({ destination }));
    await page.goto(`/revisions/${revision}`);
    await page
      .getByRole('dialog', { name: `Revision ${revision}` })
      .getByRole('button', { name: 'Roll back' })
      .click();
    const asked = page.getByRole('dialog', { name: `Roll back revision ${revision}?` });
    await asked.getByRole('button', { name: 'Roll back' }).click();
    await asked.getByText('extension 1002 Ben is used by number +15550200001').waitFor();

    expect(at.dashboard.complaints).toEqual([]);
  });

  it('given a version that Asterisk refuses, then the trunk says so in the list and in its panel, until one is accepted', async () => {
    const { page } = at;
    at.lab.faults.set({ refuse: 'nobody-takes-me' });
    await at.lab.api.patch(`/trunks/${trunk.id}?wait=applied`, { fromUser: 'nobody-takes-me' });
    const { drift } = await at.lab.api.get<Trunk>(`/trunks/${trunk.id}`);
    await page.goto('/trunks');
    const row = page.getByRole('row').filter({ hasText: trunk.name });
    await row.getByText('Not applied').waitFor();
    await row.getByRole('link').click();
    const note = page.getByRole('dialog').getByRole('alert').filter({ hasText: 'Asterisk does not run this version' });
    await note.getByText(/no_such_option/).waitFor();
    await note.getByText(`It keeps running the version of revision ${changed + 1}.`).waitFor();
    await note.getByRole('link', { name: `Open revision ${drift?.wantedRevision}` }).waitFor();

    at.lab.faults.clear();
    await field(page, 'From user').fill('accepted');
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByText(/Carrier is live/).waitFor();
    await row.getByText('Not applied').waitFor({ state: 'detached' });
    expect(at.dashboard.complaints).toEqual([]);
  });

  it('given a viewer, then he sees the diff and no way to roll back', async () => {
    await postAsUser(at.dashboard, '/users', { username: 'vera', role: 'viewer', password: 'a long enough password' });
    const other = await openBeside(at.page, at.lab, `/revisions/${changed}`);
    try {
      await field(other.page, 'User name').fill('vera');
      await other.page.getByLabel('Password', { exact: true }).fill('a long enough password');
      await other.page.getByRole('button', { name: 'Log in' }).click();
      const panel = other.page.getByRole('dialog', { name: `Revision ${changed}` });
      await panel.getByRole('region', { name: 'Changed lines of pjsip_aor.conf' }).waitFor();
      expect(await panel.getByRole('button', { name: 'Roll back' }).count()).toBe(0);
      expect(other.complaints).toEqual([]);
    } finally {
      await other.close();
    }
  });
}
