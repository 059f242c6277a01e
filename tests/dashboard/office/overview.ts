/**
 * The overview of a company where something is wrong: a trunk that the carrier refuses and a call that failed are there with
 * the reason and what to do, each a link to more; a call is counted while it goes on.
 */
import type { Overview, Trunk } from '@trunkline/contracts';
import { aTrunk, create, recordsOf } from '@trunkline/testing';
import { beforeEach, expect, it } from 'vitest';
import type { SharedDashboard } from '../shared-dashboard.js';

/** A number for which the simulated carrier has no line. */
const noLine = '+1555010005';

/** The tests of the overview. */
export function overviewTests(at: SharedDashboard): void {
  const part = (name: string) => at.page.getByRole('region', { name });
  const figure = (name: string) => at.page.getByRole('group', { name });
  /** How many trunks are in order, of how many: other parts leave some behind. */
  const trunks = async () => {
    const [good, all] = (
      await figure('Trunks')
        .getByText(/^\d+ of \d+$/)
        .innerText()
    )
      .split(' of ')
      .map(Number);
    return { good: good ?? Number.NaN, all: all ?? Number.NaN };
  };

  beforeEach(() => at.open('/'));

  it('given a trunk that is refused, then it is named with the reason until it is gone, and leads to the trunk', async () => {
    const { good, all } = await trunks();
    const fields = { name: 'Wrong password', host: at.lab.slot.carrier, username: at.lab.carrierAccount.username };
    const trunk = await create<Trunk>(at.lab, '/trunks', aTrunk(fields));
    const trouble = part('Trunks that are not in order').getByRole('listitem').filter({ hasText: 'Wrong password' });
    await trouble.getByText('Rejected', { exact: true }).waitFor();
    await trouble.getByText(/does not accept the user name or the password/).waitFor();
    await trouble.getByText(/^Check user name and password/).waitFor();
    await figure('Trunks')
      .getByText(`${good} of ${all + 1}`)
      .waitFor();
    await trouble.getByRole('link').click();
    await at.page.getByRole('dialog').getByRole('button', { name: 'Save' }).waitFor();
    await at.lab.api.send('DELETE', `/trunks/${trunk.id}?wait=applied`);
    await at.open('/');
    await figure('Trunks').getByText(`${good} of ${all}`).waitFor();
    expect(await trouble.count()).toBe(0);
    expect(at.dashboard.complaints).toEqual([]);
  });

  it('given a call that failed, then it shows up by itself with why and what to do, and leads to the call', async () => {
    // The page follows calls from then on.
    await figure('Live calls').getByText('0 ringing · 0 connected').waitFor();
    const path = `/trunks/${at.office.trunk.id}?wait=applied`;
    await at.lab.api.patch(path, { alarmOn: ['failed'] });
    const phone = await at.office.bensPhone.call(noLine, { by: 'refusal', status: 503 });
    expect(await phone.done).toMatchObject({ successful: 1 });
    await recordsOf(at.lab, 1, ({ to }) => to === noLine);
    const row = part('Last failures').getByRole('row').filter({ hasText: noLine });
    // A record that is late is read with the next look, 30 s after the last one.
    await row.getByText('All lines are taken').waitFor({ timeout: 40_000 });
    await row.getByText(/^The carrier could not take the call/).waitFor();
    await row.getByRole('link').click();
    await at.page.getByRole('dialog').getByText('SIP 503, the service is unavailable').first().waitFor();
    await at.open('/');
    const alarm = part('Trunks whose calls fail').getByRole('listitem').filter({ hasText: at.office.trunk.name });
    await alarm.getByText('The carrier could not take a call (503).').waitFor();
    await alarm.getByRole('link').click();
    await at.page.getByRole('dialog').getByRole('region', { name: 'Calls over it' }).waitFor();
    await at.lab.api.patch(path, { alarmOn: ['forbidden'] });
    expect(at.dashboard.complaints).toEqual([]);
  });

  it('given a call that goes on, then it is counted at once, and not any more once it ended', async () => {
    const live = figure('Live calls');
    await live.getByText('0 ringing · 0 connected').waitFor();
    const callee = await at.office.adasPhone.answer({ by: 'caller' });
    const placed = await at.lab.carrier.callIn({ number: at.office.number.number, callerNumber: '+15550109077' });
    await live.getByText('0 ringing · 1 connected').waitFor();
    await live.getByText('1 in · 0 out · 0 internal').waitFor();
    await placed.hangup();
    await callee.done;
    await live.getByText('0 ringing · 0 connected').waitFor();
    await figure('Answered').getByText(/\d+%/).waitFor();
  });

  it('given who may not see calls or records, then the rest of it is there', async () => {
    await at.page.route('**/api/v1/overview*', async (route) => {
      const overview = (await (await route.fetch()).json()) as Overview;
      await route.fulfill({ json: { ...overview, liveCalls: null, calls: null } });
    });
    await at.open('/');
    await trunks();
    expect(await at.page.getByRole('group').count()).toBe(2);
    expect(await part('Last failures').count()).toBe(0);
    // One that is asked for just now is still answered.
    await at.page.unrouteAll({ behavior: 'wait' });
    expect(at.dashboard.complaints).toEqual([]);
  });
}
