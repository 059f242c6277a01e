/**
 * The settings in a browser: what is wrong says so at its field, a change is seen before it is saved, one that needs a
 * restart is staged with what the restart would cost, and the restart is asked for, taken back and done on the page.
 */
import type { Settings } from '@trunkline/contracts';
import { waitFor } from '@trunkline/local-runtime';
import { beforeAll, expect, it } from 'vitest';
import { field } from '../open-dashboard.js';
import type { SharedDashboard } from '../shared-dashboard.js';

/** The tests of the settings. */
export function settingsTests(at: SharedDashboard): void {
  beforeAll(() => at.open('/settings'));

  const settings = () => at.lab.api.get<Settings>('/settings');
  const button = (name: string) => at.page.getByRole('button', { name, exact: true });
  const dialog = (name: string) => at.page.getByRole('dialog', { name });

  it('given a wrong address, then its field says so; a right one is seen before it is saved, and is live', async () => {
    await field(at.page, 'Public address').fill('my router');
    await button('Save').click();
    await at.page.getByText('must be an IPv4 address').waitFor();
    expect(await field(at.page, 'Public address').getAttribute('aria-invalid')).toBe('true');

    await field(at.page, 'Public address').fill('203.0.113.7');
    await button('Review changes').click();
    const review = dialog('What saving would change');
    await review.getByText('external_signaling_address = 203.0.113.7').first().waitFor();
    await review.getByRole('button', { name: 'Close' }).click();
    expect((await settings()).publicAddress).toBeNull();

    await button('Save').click();
    await at.page.getByText(/The change of the settings is live/).waitFor();
    expect((await settings()).publicAddress).toBe('203.0.113.7');
    expect(await at.page.getByText('Asterisk has to be restarted').count()).toBe(0);
    expect(at.dashboard.complaints).toEqual([]);
  });

  it('given another port of SIP, then it is staged, and Asterisk has it once the restart is confirmed', async () => {
    await field(at.page, 'SIP port').fill('5071');
    await button('Save').click();
    const note = at.page.getByRole('alert').filter({ hasText: 'Asterisk has to be restarted' });
    await note.getByText('SIP port: runs with 5060, should be 5071.').waitFor();
    await note.getByText('There is no call now that a restart would cut.').waitFor();
    const runsOn5071 = async () => (await at.lab.asteriskCommand('pjsip show transports')).includes(':5071');

    await button('Restart now').click();
    await dialog('Restart Asterisk now?').getByRole('button', { name: 'Cancel' }).click();
    expect(await runsOn5071()).toBe(false);
    await button('Restart now').click();
    await dialog('Restart Asterisk now?').getByRole('button', { name: 'Restart' }).click();
    await waitFor('the restart', async () => (await settings()).restartRequired.length === 0, {
      timeoutMs: 20_000,
      everyMs: 100,
    });
    await note.waitFor({ state: 'detached' });
    await waitFor('Asterisk to run with it', runsOn5071, { timeoutMs: 20_000, everyMs: 100 });
    expect(at.dashboard.complaints).toEqual([]);
  });
}
